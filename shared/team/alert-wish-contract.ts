import * as z from 'zod/mini';

/** The body of `PUT /me/notifications`, and its answer: whole, so that nothing is guessed. */
export const AlertWishBody = z.object({ sms: z.boolean(), push: z.boolean() }).register(z.globalRegistry, {
  id: 'Notifications',
  description:
    'How you want to be told of alerts (late, a message that failed or may have, a silent technician, a visit closed by ' +
    'the system): by a text to your phone, on your devices; on both, the devices come first. Neither, unless you say so.',
  examples: [{ sms: true, push: false }],
});
