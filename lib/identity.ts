import { Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  type CfnUserPool,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  PasskeyUserVerification,
  StandardThreatProtectionMode,
  StringAttribute,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

const ROLES = ['owner', 'dispatcher', 'technician'];

/** Who may sign in: people an operator or owner created, each of one account, each with one role. */
export class Identity extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Where browsers sign in: the pool's own pages and its OAuth 2.0 endpoints. */
  readonly signInUrl: string;

  /** @param pages of ours that people come back to, signed in or out; whole addresses */
  constructor(scope: Construct, id: string, pages: readonly string[]) {
    super(scope, id);
    this.pool = new UserPool(this, 'Team', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: {
        account_id: new StringAttribute({ mutable: false }),
        member_id: new StringAttribute({ mutable: false }),
      },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      // The team sees where people are and where customers live: a password alone is too little for that.
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      // A passkey that asked for a finger or a face is two factors by itself.
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      // Refuses passwords known to be stolen and sign-ins that look like an attack.
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.client = this.pool.addClient('App', {
      generateSecret: false,
      authFlows: { userSrp: true, user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: [...pages],
        logoutUrls: [...pages],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      // A technician signs in once a quarter, not on every doorstep; a revoked member is refused at once anyway.
      refreshTokenValidity: Duration.days(90),
      // A browser keeps it: each is good once, and again for a minute, for the answer that a bad signal swallowed.
      refreshTokenRotationGracePeriod: Duration.seconds(60),
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true, fullname: true })
        .withCustomAttributes('account_id', 'member_id'),
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true, fullname: true }),
    });
    for (const role of ROLES) {
      new CfnUserPoolGroup(this, role, { userPoolId: this.pool.userPoolId, groupName: role });
    }
    const pool = this.pool.node.defaultChild as CfnUserPool;
    pool.webAuthnFactorConfiguration = 'MULTI_FACTOR_WITH_USER_VERIFICATION';
    this.signInUrl = this.signInPages();
  }

  private signInPages(): string {
    const domain = this.pool.addDomain('Pages', {
      cognitoDomain: { domainPrefix: `service-tracker-${uniquePart(this)}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    const look = new CfnManagedLoginBranding(this, 'Look', {
      userPoolId: this.pool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    look.node.addDependency(domain);
    // One expression, so that it is one value wherever it is put in.
    return Fn.sub(`https://\${name}.auth.\${AWS::Region}.amazoncognito.com`, { name: domain.domainName });
  }
}

/** The name of a domain belongs to one pool of all in a region, whosever it is: that of a stack is one of a kind. */
const uniquePart = (scope: Construct): string =>
  Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Stack.of(scope).stackId))));
