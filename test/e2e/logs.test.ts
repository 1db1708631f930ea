import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSubscription } from '../support/a-subscription.ts';
import { company, SITE, southOf } from '../support/company.ts';
import { type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

/** A line as CloudWatch gets it. */
interface Line {
  readonly requestId?: string;
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly { readonly Metrics: readonly { Name: string }[] }[];
  };
  readonly [member: string]: unknown;
}

/** What was measured by this name: dimensions and value, without what belongs to the format. */
const measured = (lines: readonly Line[], name: string) =>
  lines
    .filter(({ _aws }) => _aws?.CloudWatchMetrics[0]?.Metrics[0]?.Name === name)
    .map(({ _aws, requestId, ...rest }) => rest);

const numbers = (lines: readonly Line[], name: string, dimensions: object) =>
  measured(lines, name).flatMap(({ [name]: value, ...rest }) =>
    JSON.stringify(rest) === JSON.stringify(dimensions) ? [value as number] : [],
  );

const minutes = (from: string | number, to: string | number) =>
  Math.abs(new Date(to).getTime() - new Date(from).getTime()) / 60_000;

describe('what functions log while a visit takes its course, with services that refuse now and then', () => {
  it('measures it, names the request on every line, and tells on nobody', async () => {
    const firm = await company(stack, 'quiet');
    const { visit, link } = await firm.book();
    const path = `/t/${link.token}`;
    // One of the two will not take the message.
    const subscriptions = [aSubscription(), aSubscription()];
    for (const body of subscriptions) {
      expect((await stack.call('PUT', `${path}/push`, { body })).status).toBe(200);
    }
    const tokens = { ios: 'c0ffee42'.repeat(8), android: `fMEP0vJqS0:APA91b${'Hx7_'.repeat(30)}` };
    const { customerId } = (await firm.desk('GET', `/visits/${visit.visitId}`)).body.visit.customer;
    await stack.fault({ service: 'sns', operation: 'CreatePlatformEndpoint', kind: 'error', times: 2 });
    const statuses: number[] = [];
    for (const platform of ['ios', 'ios', 'android'] as const) {
      const device = { platform, pushToken: tokens[platform] };
      statuses.push((await firm.desk('PUT', `/customers/${customerId}/devices`, device)).status);
    }
    expect(statuses, 'asked again after a fault').toEqual([500, 201, 201]);
    await stack.fault({ service: 'sns', operation: 'Publish', kind: 'throttle', when: 'before', times: 4 });
    await stack.fault({ service: 'events', operation: 'PutEvents', kind: 'error', when: 'before', times: 4 });
    await stack.fault({ service: 'webpush', kind: 'error', when: 'before', times: 1 });
    await firm.report([southOf(3050)]);
    expect((await firm.phone('POST', `/visits/${visit.visitId}/status`, { status: 'en_route' })).status).toBe(
      200,
    );
    await stack.advance(200);
    await stack.idle();
    await stack.mend();
    const told = (await stack.call('GET', `${path}/status`)).body.eta.arrivesAt;

    const places = [2000, 1200, 600, 250].map((metres) => southOf(metres));
    for (const place of places) {
      await firm.report([place, { lat: 91, lng: place.lng }, { ...place, ago: -3600 }]);
      await stack.idle();
      await stack.advance(40);
    }
    const shown = (await stack.call('GET', `${path}/status`)).body.eta.arrivesAt;
    await firm.report([{ ...southOf(20), speed: 1 }]);
    await stack.advance(7);
    await stack.idle();
    const { body } = await firm.desk('GET', `/visits/${visit.visitId}`);
    expect(body.visit.status).toBe('arrived');
    await stack.call('GET', `/t/${'A'.repeat(22)}/status`);
    await stack.call('GET', path);
    await firm.step(visit.visitId, 'completed');
    await stack.idle();

    const { lines, text } = stack.logs();
    expect(lines.length).toBeGreaterThan(15);
    const parsed: Line[] = lines.map((line) => JSON.parse(line));
    for (const line of parsed)
      expect(line, JSON.stringify(line)).toHaveProperty('requestId', expect.stringMatching(/^[\da-f-]{36}$/));
    const said = parsed.map(({ message }) => (message as { what?: string } | undefined)?.what);
    expect(said).toEqual(
      expect.arrayContaining([
        'facts could not be put on the bus for now',
        'a queued event will be delivered again',
      ]),
    );

    expect(measured(parsed, 'Messages')).toEqual([
      { Kind: 'en_route', Channel: 'sms', Outcome: 'sent', Messages: 1 },
      { Kind: 'arrived', Channel: 'push', Outcome: 'sent', Messages: 1 },
    ]);
    expect(measured(parsed, 'Arrivals')).toEqual([{ Evidence: 'entered', Arrivals: 1 }]);
    const [delay] = numbers(parsed, 'ArrivalDelay', { Evidence: 'entered' });
    expect(delay).toBeGreaterThanOrEqual(0);
    expect(delay).toBeLessThanOrEqual(7);
    const arrivedAt: string = body.visit.arrivedAt;
    // What is shown is never in the past, and in whole minutes then; what is measured is the estimate itself.
    for (const [Told, eta] of Object.entries({ page: shown, text: told })) {
      const [seconds = Number.NaN] = numbers(parsed, 'EtaError', { Told });
      expect(Math.abs(seconds / 60 - minutes(eta, arrivedAt)), Told).toBeLessThanOrEqual(1);
    }
    expect(measured(parsed, 'PositionsRefused')).toEqual(
      places.flatMap(() => [
        { Reason: 'place', PositionsRefused: 1 },
        { Reason: 'future', PositionsRefused: 1 },
      ]),
    );
    expect(measured(parsed, 'DeadLinks')).toEqual([{ Cause: 'unknown', DeadLinks: 1 }]);

    const secrets = [
      link.token,
      'A'.repeat(22),
      visit.customer.phone.slice(1),
      ...Object.values(tokens),
      ...subscriptions.flatMap(({ endpoint, keys }) => [new URL(endpoint).pathname, keys.auth, keys.p256dh]),
      ...['Dana', 'Whitfield', 'Marcus', 'Olga', 'Spatch', 'Willow', 'Furnace'],
      ...[SITE, ...places].flatMap(({ lat, lng }) => [lat, lng].flatMap((degrees) => roundings(degrees))),
    ];
    for (const secret of secrets) expect(text, secret).not.toContain(secret);
  });

  it('says that a device was refused, and nothing of its token', async () => {
    const firm = await company(stack, 'tokens');
    const devices = `/team/members/${firm.technician.memberId}/device-token`;
    const { id, token } = (await firm.desk('POST', devices, {})).body;
    const report = (raw: string) =>
      stack.call('POST', `/ingest/overland/${token}`, {
        raw,
        headers: { 'content-type': 'application/json' },
      });
    const timestamp = new Date(await stack.now()).toISOString();
    const geometry = { coordinates: [SITE.lng, SITE.lat] };
    const good = JSON.stringify({ locations: [{ geometry, properties: { timestamp } }] });
    for (const body of [good, '{"locations": [', good]) expect((await report(body)).status).toBe(200);
    await firm.desk('DELETE', `${devices}s/${id}`);
    expect((await report(good)).body).toEqual({ result: 'ok' });

    // A thread's last line may reach the file after its answer has left.
    await expect.poll(refusedDevices).toEqual([1]);
    const { text } = stack.logs();
    for (const secret of [token.split('.').at(-1), id, ...roundings(SITE.lat)])
      expect(text).not.toContain(secret);
  });
});

/** A coordinate as it may come to be written: to a metre, ten, a hundred. */
const roundings = (degrees: number): string[] =>
  [5, 4, 3].flatMap((digits) => [
    degrees.toFixed(digits),
    String(Math.floor(Math.abs(degrees) * 10 ** digits) / 10 ** digits),
  ]);

function refusedDevices(): number[] {
  const lines: Line[] = stack.logs().lines.map((line) => JSON.parse(line));
  return numbers(lines, 'PositionsRefused', { Reason: 'unknown_device' });
}
