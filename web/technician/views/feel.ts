/** What a thumb feels: iOS does not vibrate, there the fill of the button must do. */
const BUZZ = { press: 10, done: 30, refused: [30, 60, 30] } as const;

export const buzz = (what: keyof typeof BUZZ): void => {
  const pattern = BUZZ[what];
  navigator.vibrate?.(typeof pattern === 'number' ? pattern : [...pattern]);
};
