import { describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { all, functionNamed, only, type Resource, refersTo, the } from '../support/template.ts';

const api = the('AWS::ApiGatewayV2::Api', ({ ProtocolType }) => ProtocolType === 'HTTP');
const isOurs = ({ properties }: Resource) => refersTo(properties['ApiId'], api);
const stage = the('AWS::ApiGatewayV2::Stage', ({ ApiId }) => refersTo(ApiId, api)).properties;
const team = the('AWS::ApiGatewayV2::Authorizer', ({ AuthorizerType }) => AuthorizerType === 'JWT');
const gate = the(
  'AWS::ApiGatewayV2::Authorizer',
  ({ AuthorizerType, ApiId }) => AuthorizerType === 'REQUEST' && refersTo(ApiId, api),
);
const routeOf = (key: string) =>
  the('AWS::ApiGatewayV2::Route', ({ RouteKey, ApiId }) => RouteKey === key && refersTo(ApiId, api))
    .properties;

describe('the API', () => {
  it('has the routes of the table and no others', () => {
    const keys = all('AWS::ApiGatewayV2::Route')
      .filter(isOurs)
      .map(({ properties }) => properties['RouteKey']);
    expect(keys.sort()).toEqual(Object.keys(routes).sort());
  });

  it.each(Object.entries(routes))(
    '%s leads to its function, past the right check',
    (key, { group, access }) => {
      const route = routeOf(key);
      const integration = all('AWS::ApiGatewayV2::Integration').find((one) => refersTo(route['Target'], one));
      expect(refersTo(integration?.properties['IntegrationUri'], functionNamed(group))).toBe(true);
      expect(route['AuthorizationType']).toBe(access === 'staff' ? 'JWT' : 'CUSTOM');
      expect(refersTo(route['AuthorizerId'], access === 'staff' ? team : gate)).toBe(true);
    },
  );

  it.each(Object.entries(routes))('%s is throttled as the table says', (key, { throttle }) => {
    expect(stage['RouteSettings'][key]).toEqual({
      ThrottlingRateLimit: throttle.rate,
      ThrottlingBurstLimit: throttle.burst,
    });
  });

  it('takes only tokens of our own pool and client', () => {
    const { Issuer, Audience } = team.properties['JwtConfiguration'];
    expect(refersTo(Issuer, only('AWS::Cognito::UserPool'))).toBe(true);
    expect(refersTo(Audience, only('AWS::Cognito::UserPoolClient'))).toBe(true);
  });

  it('logs routes, never paths, queries, addresses or headers', () => {
    const format = JSON.parse(stage['AccessLogSettings'].Format);
    const logged = Object.values<string>(format).sort();
    expect(logged).toContain('$context.routeKey');
    expect(logged.filter((field) => /path|query|header|sourceIp|authorizer/i.test(field))).toEqual([]);
  });

  it('lets functions be called by our own APIs alone', () => {
    const apis = all('AWS::ApiGatewayV2::Api');
    const byGateway = all('AWS::Lambda::Permission').filter(
      ({ properties }) => properties['Principal'] === 'apigateway.amazonaws.com',
    );
    for (const { properties } of byGateway) {
      expect(apis.filter((one) => refersTo(properties['SourceArn'], one))).toHaveLength(1);
    }
    expect(all('AWS::Lambda::Url')).toEqual([]);
  });
});
