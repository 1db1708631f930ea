import type { Channel } from '../messaging/dependencies.ts';
import { cannotBeTexted, type TextAbility } from './text-ability.ts';

/** Texts, but for those that would surely be dropped. In doubt, also when nobody answers, they go. */
export const ableTexts = (texts: Channel, ability: () => Promise<TextAbility>): Channel => ({
  ...texts,
  suppressionOf: async (to, customer) => {
    const [suppression, unable] = await Promise.all([
      texts.suppressionOf(to, customer),
      ability().then(
        (known) => cannotBeTexted(to, known),
        () => false,
      ),
    ]);
    return suppression ?? (unable ? 'sms_not_configured' : undefined);
  },
});
