import { answerPage } from '../../shared/live/answer-page.ts';
import { readPageMessage } from '../../shared/live/message.ts';
import { socket } from '../runtime/socket.ts';

/** $default: a page says hello, or that it is still there. Anything else is met with silence. */
export const handler = socket(async (connectionId, body, now) => {
  const message = readPageMessage(body);
  if (message) await answerPage(connectionId, message, now);
});
