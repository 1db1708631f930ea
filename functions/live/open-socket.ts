import { socket } from '../runtime/socket.ts';

/**
 * $connect: a page has come, past the gate. Nothing is kept; who it is that listens is said by its hello.
 */
export const handler = socket(async () => undefined);
