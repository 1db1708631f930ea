import { describe, expect, it } from 'vitest';
import { socketRoutes } from '../../functions/routes.ts';
import {
  all,
  asList,
  functionNamed,
  refersTo,
  statementsOf,
  the,
  usesByFunction,
} from '../support/template.ts';

const api = the('AWS::ApiGatewayV2::Api', ({ ProtocolType }) => ProtocolType === 'WEBSOCKET');
const ours = (type: string) => all(type).filter(({ properties }) => refersTo(properties['ApiId'], api));
const [stage, another] = ours('AWS::ApiGatewayV2::Stage');
const routeOf = (key: string) =>
  ours('AWS::ApiGatewayV2::Route').find(({ properties }) => properties['RouteKey'] === key)?.properties;

describe('the sockets', () => {
  it('have the routes of the table and no others', () => {
    const keys = ours('AWS::ApiGatewayV2::Route').map(({ properties }) => properties['RouteKey']);
    expect(keys.sort()).toEqual(Object.keys(socketRoutes).sort());
  });

  it.each(Object.entries(socketRoutes))('%s leads to its function, throttled', (key, { group, throttle }) => {
    const integration = ours('AWS::ApiGatewayV2::Integration').find((one) =>
      refersTo(routeOf(key)?.['Target'], one),
    );
    expect(refersTo(integration?.properties['IntegrationUri'], functionNamed(group))).toBe(true);
    expect(another).toBeUndefined();
    expect(stage?.properties['RouteSettings'][key]).toEqual({
      ThrottlingRateLimit: throttle.rate,
      ThrottlingBurstLimit: throttle.burst,
    });
  });

  it('open only for who comes through the distribution', () => {
    const [gate] = ours('AWS::ApiGatewayV2::Authorizer');
    expect(routeOf('$connect')?.['AuthorizationType']).toBe('CUSTOM');
    expect(gate && refersTo(routeOf('$connect')?.['AuthorizerId'], gate)).toBe(true);
    expect(refersTo(gate?.properties['AuthorizerUri'], functionNamed('check-origin'))).toBe(true);
  });

  it('are never logged with what is said through them', () => {
    expect(stage?.properties['AccessLogSettings']).toBeUndefined();
    expect(stage?.properties['DefaultRouteSettings'].DataTraceEnabled).toBeUndefined();
  });

  it('are sent to, and closed, on this API and stage alone, by those who use it', () => {
    for (const [name, uses] of usesByFunction) {
      const sockets = uses.flatMap((one) => one.sockets ?? []);
      const allowed = statementsOf(functionNamed(name)).filter(({ Action }) =>
        asList(Action).some((action) => action.startsWith('execute-api:')),
      );
      expect(allowed.length, name).toBe(sockets.length > 0 ? 1 : 0);
      for (const { Action, Resource } of allowed) {
        expect(Action).toBe('execute-api:ManageConnections');
        expect(
          asList(Resource).map((one) => JSON.stringify(one).match(/\/live\/.*@connections\/\*/)?.[0]),
        ).toEqual(sockets.map((method) => `/live/${method}/@connections/*`));
        for (const one of asList(Resource)) expect(refersTo(one, api)).toBe(true);
      }
    }
  });
});
