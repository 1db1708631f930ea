import { ok, type Question } from './verdict.ts';

/** Browsers are asked for nothing: their push services take messages from whoever signs them. */
export const pushQuestions = (): Question[] => [
  {
    name: 'push_browsers',
    about: 'push to browsers',
    needs: [],
    ask: async () => ok('Browsers that a customer opted in are reached; nothing has to be set up for them.'),
  },
];
