import * as z from 'zod/mini';
import { AwsError } from './emulator.ts';

/** The attributes of a message, as they are sent. */
export const MESSAGE_ATTRIBUTES = z.record(
  z.string(),
  z.strictObject({
    DataType: z.string(),
    StringValue: z.optional(z.string()),
    BinaryValue: z.optional(z.string()),
  }),
);

const NAME = /^(?!\.|.*\.$|.*\.\.)[A-Za-z0-9_.-]{1,256}$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** What the attributes that mean something to texts, and to messages on devices, may be. */
const MEANT: Readonly<Record<string, RegExp>> = {
  'AWS.SNS.SMS.SMSType': /^(Transactional|Promotional)$/,
  'AWS.SNS.SMS.SenderID': /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/,
  'AWS.SNS.SMS.MaxPrice': /^\d+(\.\d+)?$/,
  'AWS.MM.SMS.OriginationNumber': /^\+?\d{5,15}$/,
  'AWS.SNS.MOBILE.APNS.TTL': /^\d+$/,
  'AWS.SNS.MOBILE.APNS_SANDBOX.TTL': /^\d+$/,
  'AWS.SNS.MOBILE.APNS.PRIORITY': /^(1|5|10)$/,
  'AWS.SNS.MOBILE.APNS.PUSH_TYPE': /^(alert|background)$/,
  'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': /^.{1,64}$/,
};

/** @throws AwsError ParameterValueInvalid for an attribute SNS cannot read, InvalidParameter for a wrong setting */
export function checkMessageAttributes(attributes: z.output<typeof MESSAGE_ATTRIBUTES>): void {
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes)) {
    const [type] = DataType.split('.');
    const value = type === 'Binary' ? BinaryValue : StringValue;
    if (!NAME.test(name)) throw unreadable(name, 'has a name that is not allowed');
    if (type !== 'String' && type !== 'Number' && type !== 'Binary')
      throw unreadable(name, 'has a type other than Binary, Number and String');
    if (!value) throw unreadable(name, `must have a value of type ${type}`);
    if (type === 'Number' && !NUMBER.test(value)) throw unreadable(name, 'is no number');
    if (MEANT[name]?.test(value) === false)
      throw new AwsError(400, 'InvalidParameter', `Invalid parameter: ${name} Reason: ${value} is not valid`);
  }
}

const unreadable = (name: string, what: string) =>
  new AwsError(400, 'ParameterValueInvalid', `The message attribute '${name}' ${what}.`);
