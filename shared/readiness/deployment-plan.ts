import { publicOrigin } from '../kernel/public-origin.ts';
import type { Plan } from './verdict.ts';

/** This deployment, as its functions are told of it. */
export function deploymentPlan(): Plan {
  const {
    AWS_REGION: region = '',
    ORIGINATION_NUMBER: originationNumber,
    SENDER_ID: senderId,
    MAIL_SENDER: mailSender,
    IOS_APPLICATION_ARN: iosApplication,
    ANDROID_APPLICATION_ARN: androidApplication,
  } = process.env;
  return {
    region,
    domain: new URL(publicOrigin()).hostname,
    ...(originationNumber && { originationNumber }),
    ...(senderId && { senderId }),
    ...(mailSender && { mailSender }),
    ...(iosApplication && { iosApplication }),
    ...(androidApplication && { androidApplication }),
  };
}
