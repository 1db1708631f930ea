import type { Emulator, World } from './emulator.ts';
import { AwsError } from './emulator.ts';
import { describeMailAccount, listMailIdentities } from './mail-account.ts';
import { putInOutbox } from './outbox.ts';
import { readList, readStructure, readText, type Structure } from './read-input.ts';
import { jsonReply, type RestOperation, readRestCall, refuseRest } from './rest-json.ts';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$|<[^\s@]+@[^\s@]+\.[^\s@]+>$/;

const OPERATIONS: readonly RestOperation[] = [
  { method: 'POST', path: '/v2/email/outbound-emails', operation: 'SendEmail' },
  { method: 'GET', path: '/v2/email/account', operation: 'GetAccount' },
  { method: 'GET', path: '/v2/email/identities', operation: 'ListEmailIdentities' },
];

/** Amazon SES (v2): simple e-mails, one outbox entry per recipient, and how the account stands. */
export function createSes(world: World): Emulator {
  return {
    service: 'ses',
    signingNames: ['ses'],
    parse: (request) => readRestCall(OPERATIONS, request),
    handle: ({ operation, input }) => {
      if (operation === 'GetAccount') return jsonReply(describeMailAccount(world.store));
      if (operation === 'ListEmailIdentities') return jsonReply(listMailIdentities(world.store));
      return jsonReply({ MessageId: sendEmail(world, input) });
    },
    refuse: refuseRest,
  };
}

function sendEmail(world: World, input: Structure): string {
  readText(input, 'FromEmailAddress', ADDRESS);
  const destination = readStructure(input['Destination'], 'Destination');
  const text = readSimple(readStructure(input['Content'], 'Content'));
  let id = '';
  for (const to of readList(destination, 'ToAddresses', 1, 50)) {
    if (typeof to !== 'string' || !ADDRESS.test(to))
      throw new AwsError(400, 'BadRequestException', 'Illegal address');
    id = putInOutbox(world, { channel: 'email', to, text });
  }
  return id;
}

function readSimple(content: Structure): string {
  const simple = readStructure(content['Simple'], 'Content.Simple');
  const subject = readText(readStructure(simple['Subject'], 'Subject'), 'Data');
  const body = readStructure(simple['Body'], 'Body');
  const part = readStructure(body['Text'] ?? body['Html'], 'Body.Text');
  return `${subject}\n\n${readText(part, 'Data')}`;
}
