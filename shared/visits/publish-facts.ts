import { setTimeout as sleep } from 'node:timers/promises';
import { type BusAnswer, MOST_AT_ONCE, putFacts } from './fact-bus-client.ts';
import type { FactEvent } from './fact-event.ts';

/** A fact the bus will never take: there is something wrong with it, not with the bus. */
export interface RefusedFact {
  readonly fact: FactEvent;
  /** EventBridge's own word for it. */
  readonly code: string;
}

export interface Publication {
  /** How many of the facts are dealt with, from the first on; those after are to be published again. */
  readonly done: number;
  readonly refused: readonly RefusedFact[];
  /** Why it ended before the last fact. */
  readonly cause?: unknown;
}

/** How often entries are tried again that the bus refused out of a call it took; 200 ms apart, then 400 ms. */
const ROUNDS = 3;

/**
 * Puts facts on the bus in their order, ten at a time; of a call that succeeded only in part, what failed is put
 * again. A fact that can never be taken holds up no other. Ends at the first ten that the bus does not take whole.
 */
export async function publishFacts(facts: readonly FactEvent[]): Promise<Publication> {
  const refused: RefusedFact[] = [];
  for (let start = 0; start < facts.length; start += MOST_AT_ONCE) {
    const outcome = await publishSome(facts.slice(start, start + MOST_AT_ONCE));
    refused.push(...outcome.refused);
    if ('cause' in outcome) return { done: start + outcome.done, refused, cause: outcome.cause };
  }
  return { done: facts.length, refused };
}

async function publishSome(facts: readonly FactEvent[]): Promise<Publication> {
  const answers: Answers = new Map();
  for (let round = 1; ; round++) {
    const open = facts.filter((fact) => !isFinal(answers.get(fact)));
    const [first] = open;
    if (!first) return { done: facts.length, refused: refusedOf(facts, answers) };
    if (round > ROUNDS) return givenBack(facts, answers, answers.get(first));
    if (round > 1) await sleep(100 * 2 ** (round - 1));
    try {
      for (const [at, answer] of (await putFacts(open)).entries()) answers.set(open[at] ?? first, answer);
    } catch (error) {
      // The client has tried the whole call several times.
      return givenBack(facts, answers, error);
    }
  }
}

type Answers = Map<FactEvent, BusAnswer>;

const isFinal = (answer: BusAnswer | undefined): boolean =>
  answer !== undefined && (answer.taken || answer.never);

/** From the first that is open: what the bus took after it is put once more, and recognised by whoever reads it. */
function givenBack(facts: readonly FactEvent[], answers: Answers, cause: unknown): Publication {
  const done = facts.findIndex((fact) => !isFinal(answers.get(fact)));
  return { done, refused: refusedOf(facts.slice(0, done), answers), cause };
}

const refusedOf = (facts: readonly FactEvent[], answers: Answers): RefusedFact[] =>
  facts.flatMap((fact) => {
    const answer = answers.get(fact);
    return answer && !answer.taken && answer.never ? [{ fact, code: answer.code }] : [];
  });
