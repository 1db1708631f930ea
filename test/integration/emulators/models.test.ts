import { afterAll, describe, expect, it } from 'vitest';
import type { ServiceName } from '../../../local/emulators/emulator.ts';
import { FAULT_SERVICES, type Fault } from '../../../local/faults/faults.ts';
import { MODELS, type Refusal, startServices } from '../../support/emulated-services.ts';
import { fromXml } from '../../support/query-answer.ts';
import { complaints, least, membersBelow, type Path, withLeaf } from '../../support/sample-input.ts';
import type { OperationModel, ServiceModel, Shape } from '../../support/service-model.ts';

// Each service is held against its own model as the SDK carries it, so that the judge is not us. The operations
// come from the emulators' own tables: a new one is covered as soon as it is there. What the model does not say
// (lengths, ranges, patterns, what belongs together) is in the tests of each emulator, from the API references.

/** What any service may answer, whatever its operations list (Common Errors of each API reference). */
const COMMON = new Set([
  'ValidationException',
  'ThrottlingException',
  'Throttling',
  'InternalFailure',
  'SerializationException',
  'UnknownOperationException',
]);
/** How services call an input that breaks their model. */
const INVALID =
  /^(ValidationException|InvalidParameterException|InvalidParameterValueException|BadRequestException)$/;

const services = await startServices();
afterAll(() => services.stop());

let calls = 0;
const A_USER = 'dana@example.com';
/** What members must be for the services to take them; the types say the rest. */
const WORDS: Readonly<Record<string, (operation: string) => unknown>> = {
  CollectionName: () => 'fences',
  GeofenceId: () => 'fence-1',
  Geometry: () => ({ Circle: { Center: [-121.7, 38.5], Radius: 90 } }),
  Position: () => [-121.7, 38.5],
  Center: () => [-121.7, 38.5],
  Origin: () => [-121.7, 38.5],
  Destination: (operation) =>
    operation === 'SendEmail' ? { ToAddresses: ['dana@example.com'] } : [-121.6, 38.6],
  BiasPosition: () => [-121.7, 38.5],
  KeyName: () => 'map-key',
  Name: (operation) => (operation === 'CreateSchedule' ? `schedule-${++calls}` : 'kept'),
  ScheduleExpression: () => 'at(2026-11-21T09:30:00)',
  Arn: () => 'arn:aws:lambda:us-east-1:123456789012:function:no-show',
  RoleArn: () => 'arn:aws:iam::123456789012:role/scheduler',
  FlexibleTimeWindow: () => ({ Mode: 'OFF' }),
  PhoneNumber: () => '+14155550123',
  PlatformApplicationArn: () => 'arn:aws:sns:us-east-1:123456789012:app/GCM/service-tracker',
  EndpointArn: () => services.endpointArn,
  Token: () => 'a-token',
  Attributes: (operation) => (operation === 'SetEndpointAttributes' ? { Enabled: 'true' } : {}),
  MessageStructure: () => 'json',
  Message: () => '{"default":"Welcome"}',
  phoneNumber: () => `+1415555${String(++calls).padStart(4, '0')}`,
  FromEmailAddress: () => 'office@example.com',
  Content: () => ({ Simple: { Subject: { Data: 'Welcome' }, Body: { Text: { Data: 'Come in.' } } } }),
  Body: () => ({ Text: { Data: 'Come in.' } }),
  ConnectionId: () => 'socket-1',
  UserPoolId: () => 'us-east-1_team',
  Username: (operation) => (operation === 'AdminCreateUser' ? `dana-${++calls}@example.com` : A_USER),
  GroupName: () => 'dispatcher',
  EndTime: () => new Date('2026-11-20T18:00:00Z'),
};
/** Members without which nothing can be done though the model does not require them. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  Publish: ['PhoneNumber'],
  Geocode: ['QueryText'],
  SendEmail: ['FromEmailAddress', 'Destination'],
};

/** With it the SDK signs in another way, by a library of its own that is not here. */
const CANNOT_BE_SENT = 'EndpointId';

for (const { service, operations } of services.emulators) {
  const model = MODELS.get(service) ?? expect.fail(`there is no model of ${service} here`);

  describe.each(operations)(`${service} %s`, (operation) => {
    const known = model.operation(operation) ?? expect.fail(`${operation} is not in the model of ${service}`);
    const words = (name: string) => WORDS[name]?.(operation);
    const usual = (): Record<string, unknown> => ({
      ...(least(known.input, words) as object),
      ...Object.fromEntries((NEEDED[operation] ?? []).map((name) => [name, words(name) ?? 'x'])),
    });
    const input = (path: Path, leaf: unknown) => withLeaf(known.input, path, leaf, words, usual());
    const send = async (given: unknown) => {
      await prepare(service);
      return services.send(service, operation, given);
    };
    const holds = (refusal: Refusal) => refusalComplaints(model, known, refusal);

    it('answers the least it can be asked as its model says', async () => {
      const { answer, refusal } = await send(usual());
      expect(refusal).toBeUndefined();
      expect(answer).toBeDefined();
      expect(complaints(known.output, parsed(known.output, operation), 'wireName')).toEqual([]);
    });

    it('answers as its model says also where a fault is in the answer', async () => {
      for (const kind of ['item-errors', 'no-route'] as const) {
        services.faults.add({ service: service as Fault['service'], kind, when: 'before' });
        const { refusal } = await send(usual());
        services.faults.clear();
        expect(refusal).toBeUndefined();
        expect(complaints(known.output, parsed(known.output, operation), 'wireName')).toEqual([]);
      }
    });

    it('says in its own words that something is not there, or is there already', async () => {
      const names = known.input.members().filter(({ required, shape }) => required && shape.kind === 'text');
      const elsewhere = names.map(({ name }) => ({ ...usual(), [name]: 'nowhere' }));
      const same = usual();
      const wrong: string[] = [];
      for (const given of [...elsewhere, same, same]) {
        const { refusal } = await send(given);
        wrong.push(...(refusal ? holds(refusal) : []));
      }
      expect(wrong).toEqual([]);
    });

    it('takes every further member, or refuses it in its own words', async () => {
      const wrong: string[] = [];
      for (const { path, member } of membersBelow(known.input)) {
        if (member.name === CANNOT_BE_SENT) continue;
        const { refusal } = await send(input(path, words(member.name) ?? least(member.shape, words)));
        const said = refusal
          ? holds(refusal)
          : complaints(known.output, parsed(known.output, operation), 'wireName');
        wrong.push(...said.map((complaint) => `${path.join('.')}: ${complaint}`));
      }
      expect(wrong).toEqual([]);
    });

    it('refuses an input that lacks a required member', async () => {
      const wrong: string[] = [];
      for (const { path, member } of membersBelow(known.input)) {
        // A path without its label is another path; bytes without a body are none.
        if (!member.required || member.in === 'path' || member.in === 'payload') continue;
        const { refusal } = await send(input(path, undefined));
        wrong.push(...invalidComplaints(path, refusal, refusal ? holds(refusal) : []));
      }
      expect(wrong).toEqual([]);
    });

    it.runIf(FAULT_SERVICES.some((one) => one === service))(
      'fails, when a fault makes it, as it may',
      async () => {
        const wrong: string[] = [];
        for (const kind of ['throttle', 'error'] as const) {
          await prepare(service);
          services.failBy({ service: 'sns', kind, when: 'before' });
          const { refusal } = await services.send(service, operation, usual());
          services.failBy();
          wrong.push(...(refusal ? holds(refusal) : [`${kind}: was not felt`]));
        }
        expect(wrong).toEqual([]);
      },
    );

    it('refuses values its enums do not know', async () => {
      const wrong: string[] = [];
      for (const { path, member } of membersBelow(known.input)) {
        const list = member.shape.kind === 'list';
        if (!(list ? member.shape.of : member.shape)?.oneOf) continue;
        const { refusal } = await send(input(path, list ? ['no-such-value'] : 'no-such-value'));
        wrong.push(...invalidComplaints(path, refusal, refusal ? holds(refusal) : []));
      }
      expect(wrong).toEqual([]);
    });
  });
}

/** What others have done before, so that every operation has something to work on. */
async function prepare(service: ServiceName): Promise<void> {
  services.putFence();
  services.putEndpoint();
  if (service === 'cognito-idp') {
    const user = { UserPoolId: 'us-east-1_team', Username: A_USER };
    await services.send('cognito-idp', 'AdminCreateUser', user);
  }
  if (service !== 'scheduler') return;
  const { input } = MODELS.get('scheduler')?.operation('CreateSchedule') ?? expect.fail();
  const schedule = least(input, (name) => WORDS[name]?.('any other'));
  await services.send('scheduler', 'CreateSchedule', schedule);
}

function parsed(output: Shape, operation: string): unknown {
  const answered = services.answered();
  return answered.startsWith('<') ? fromXml(output, operation, answered) : JSON.parse(answered || '{}');
}

/** What is wrong with a refusal: one the operation does not list, another status, members that are missing. */
function refusalComplaints({ error }: ServiceModel, { errors }: OperationModel, refusal: Refusal): string[] {
  const { name, $metadata } = refusal;
  if (!errors.includes(name) && !COMMON.has(name)) return [`refused with ${name}: ${refusal.message}`];
  const modelled = error(name);
  if (!modelled) return [];
  const body = Object.fromEntries(
    modelled.shape.members().flatMap((member) => {
      const said = /^message$/i.test(member.name) ? refusal.message : refusal[member.name];
      return said === undefined && !member.required ? [] : [[member.name, said]];
    }),
  );
  const status = $metadata.httpStatusCode;
  return [
    ...(status === modelled.status ? [] : [`${name} with ${status} instead of ${modelled.status}`]),
    ...complaints(modelled.shape, body, 'name').map((complaint) => `${name}: ${complaint}`),
  ];
}

/** What is wrong with how an input was refused: it was not, not as invalid, or for another of its members. */
function invalidComplaints(path: Path, refusal: Refusal | undefined, others: readonly string[]): string[] {
  const at = path.join('.');
  if (!refusal) return [`${at}: was taken`];
  const fields = refusal['FieldList'] as readonly { Name?: string }[] | undefined;
  const named =
    fields?.some(({ Name = '?' }) => `${at}.`.startsWith(`${Name}.`) || Name === `${at}.0`) ?? true;
  return [
    ...others.map((complaint) => `${at}: ${complaint}`),
    ...(INVALID.test(refusal.name) ? [] : [`${at}: refused with ${refusal.name}`]),
    ...(named ? [] : [`${at}: refused for ${fields?.map(({ Name }) => Name)}`]),
  ];
}
