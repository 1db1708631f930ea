import type { company } from '../../test/support/company.ts';
import { openSocket } from '../../test/support/page-socket.ts';
import { startReceiver } from '../../test/support/receiver.ts';

type Firm = Awaited<ReturnType<typeof company>>;

/**
 * A company that uses all there is: its customers get mails in place of texts, a system of its own is told every fact,
 * and the board in its office is open.
 */
export async function startBusyOffice(firm: Firm) {
  const messages = { en_route: { channels: ['email'] }, arrived: { channels: ['email'] } };
  const receiver = await startReceiver();
  for (const [method, path, body] of [
    ['PUT', '/settings', { messages }],
    ['POST', '/webhooks', { url: receiver.url }],
  ] as const) {
    const { status, text } = await firm.boss(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path} was answered ${status}: ${text}`);
  }
  const { ticket, url } = (await firm.desk('POST', '/live/ticket')).body;
  const board = await openSocket(url);
  board.say({ type: 'hello', ticket });
  await board.told(({ type }) => type === 'welcome');
  return {
    /** Facts that the other system was told. */
    told: () => receiver.received.length,
    async stop() {
      board.close();
      await board.closed;
      await receiver.stop();
    },
  };
}
