import type { Deployment } from './deployment.ts';
import type { Resources } from './resources.ts';
import { asNumber, asText, asTexts, part } from './structure.ts';

const MINUTE = 60_000;
/** What validities are counted in, when the client names a unit for each. */
const UNITS: Readonly<Record<string, number>> = {
  seconds: 1000,
  minutes: MINUTE,
  hours: 60 * MINUTE,
  days: 24 * 60 * MINUTE,
};

/** The app client that signs browsers in by authorization codes, where the stack has one. */
export function readSignIn(resources: Resources): Pick<Deployment, 'signIn'> {
  const client = resources('AWS::Cognito::UserPoolClient').find(({ properties }) =>
    asTexts(properties['AllowedOAuthFlows']).includes('code'),
  );
  if (!client) return {};
  const { ref, properties } = client;
  const units = part(properties['TokenValidityUnits']);
  const lasts = (token: string) =>
    asNumber(properties[`${token}Validity`], 1) * (UNITS[asText(units[token], 'hours')] ?? MINUTE);
  const rotation = part(properties['RefreshTokenRotation']);
  return {
    signIn: {
      clientId: ref,
      callbackUrls: asTexts(properties['CallbackURLs']),
      logoutUrls: asTexts(properties['LogoutURLs']),
      idTokenMs: lasts('IdToken'),
      refreshTokenMs: lasts('RefreshToken'),
      ...(rotation['Feature'] === 'ENABLED' && {
        rotationGraceMs: asNumber(rotation['RetryGracePeriodSeconds'], 0) * 1000,
      }),
    },
  };
}
