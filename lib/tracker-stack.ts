import { join } from 'node:path';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { CfnGeofenceCollection } from 'aws-cdk-lib/aws-location';
import type { Construct } from 'constructs';
import { subscriptions } from '../functions/subscriptions.ts';
import { Alarms } from './alarms.ts';
import { Api } from './api.ts';
import { Dashboard } from './dashboard.ts';
import { Data } from './data.ts';
import { Doors } from './doors.ts';
import { Events } from './events.ts';
import { Health } from './health.ts';
import { Identity } from './identity.ts';
import { Live } from './live.ts';
import { LiveApi } from './live-api.ts';
import { Mail } from './mail.ts';
import { MapKey } from './map-key.ts';
import { watchOwnMetrics } from './metrics-alarms.ts';
import { declareParameters } from './parameters.ts';
import { shareQueuePolicy } from './queue-policy.ts';
import { Secrets } from './secrets.ts';
import { Site, TEAM_PAGES } from './site.ts';
import { Streams } from './streams.ts';
import { Texts } from './texts.ts';
import { Timers } from './timers.ts';
import { Web } from './web.ts';

export interface TrackerStackProps extends StackProps {
  /** The folder with what the build made: `functions`, a folder for each by its name, and `site`. */
  readonly built: string;
  readonly allowedOrigins: readonly string[];
  readonly blockedCountries: readonly string[];
}

/** Service Tracker in one region: the same template for every account and region. */
export class TrackerStack extends Stack {
  constructor(scope: Construct, id: string, props: TrackerStackProps) {
    super(scope, id, props);
    const { built, allowedOrigins, blockedCountries } = props;
    const parameters = declareParameters(this);
    const publicOrigin = `https://${parameters.domainName}`;
    const alarms = new Alarms(this, 'Alarms');
    const data = new Data(this, 'Data');
    const identity = new Identity(
      this,
      'Identity',
      TEAM_PAGES.map((page) => publicOrigin + page),
    );
    const secrets = new Secrets(this, 'Secrets', parameters.originGeneration);
    const bus = new EventBus(this, 'Facts', { eventBusName: `${this.stackName}-facts` });
    const timers = new Timers(this, 'Timers', { bus, alarms });
    const fences = new CfnGeofenceCollection(this, 'Fences', { collectionName: `${this.stackName}-fences` });
    const { records, positions } = data;
    const { api: sockets, addresses: live } = new LiveApi(this, 'LiveApi', parameters.domainName);
    const {
      links: linkSecret,
      push: pushSecret,
      webhooks: webhookSecret,
      originValue: originSecret,
    } = secrets;
    const map = new MapKey(this, 'Map', publicOrigin);
    const origins = [publicOrigin, ...allowedOrigins];
    const site = new Site(this, 'Site', {
      folder: join(built, 'site'),
      mapOrigin: map.origin,
      signIn: {
        url: identity.signInUrl,
        clientId: identity.client.userPoolClientId,
        host: parameters.domainName,
      },
      origins,
    });
    const reach = {
      records,
      positions,
      bus,
      fences,
      linkSecret,
      pushSecret,
      webhookSecret,
      originSecret,
      origins,
      media: site.media,
      publicOrigin,
      sms: parameters.sms,
      mail: { sender: parameters.mailSender, configurationSet: new Mail(this, 'Mail').configurationSet },
      people: identity.pool,
      apps: parameters.apps,
      streetsUrl: parameters.streetsUrl,
      map,
      live,
      timers,
    };
    const doors = new Doors(this, 'Doors', {
      bundle: join(built, 'functions'),
      reach,
      alarms,
      reserves: parameters.reservesConcurrency,
    });
    doors.behind('public/get-map').node.addDependency(site.hashed);
    alarms.tell(parameters.operatorEmail, doors.stray);
    new Streams(this, 'Streams', { data, doors, alarms });
    new Events(this, 'Events', { bus, doors, alarms });
    new Texts(this, 'Texts', {
      doors,
      deliveryLogs: parameters.deliveryLogs,
      repliesTopic: parameters.repliesTopic,
    });
    const { api } = new Api(this, 'Api', { doors, identity, allowedOrigins });
    new Live(this, 'Live', { api: sockets, doors });
    const web = new Web(this, 'Web', { api, sockets, site, originSecret, parameters, blockedCountries });
    new Health(this, 'Health', { alarms, doors, api, sockets });
    watchOwnMetrics(alarms);
    shareQueuePolicy(this, bus.eventBusName);
    new Dashboard(this, 'Dashboard', { alarms, api });
    this.say({
      PublicUrl: publicOrigin,
      DistributionDomain: web.distribution.distributionDomainName,
      UserPoolId: identity.pool.userPoolId,
      UserPoolClientId: identity.client.userPoolClientId,
      ProvisionFunction: doors.behind(subscriptions['provision']?.door ?? '').functionName,
      AlarmTopic: alarms.topic.topicArn,
    });
  }

  private say(outputs: Record<string, string>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
