import { answerSocket } from '../../shared/live/answer-socket.ts';
import { readMessage } from '../../shared/live/message.ts';
import { socket } from '../runtime/socket.ts';

/** $default: a page or the office says hello, or that it is still there. Anything else is met with silence. */
export const handler = socket(async (connectionId, body, now) => {
  const message = readMessage(body);
  if (message) await answerSocket(connectionId, message, now);
});
