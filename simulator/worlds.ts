import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { WorldOptions } from './run-world.ts';

/** A world to be played, maybe with a mistake planted in the product. */
export interface Play {
  readonly options: WorldOptions;
  /** The name of one of PLANTS. */
  readonly plant?: string;
}

/** What a process that plays worlds tells of each. */
export interface Told {
  readonly play: Play;
  readonly hash: string;
  readonly findings: readonly { readonly rule: string; readonly what: string }[];
  readonly calls: number;
}

const PLAYER = fileURLToPath(new URL('./player.ts', import.meta.url));
/** A process is replaced after so many worlds: what the SDK keeps of each is never given back. */
const A_PROCESS = 60;

/** Plays worlds on every core there is, each in one process; tells of each as it ends, in no order. */
export async function playAll(plays: readonly Play[], told: (one: Told) => void): Promise<void> {
  const left = [...plays];
  const players = Array.from({ length: Math.min(availableParallelism(), plays.length) }, async () => {
    while (left.length > 0) await playSome(left, told);
  });
  await Promise.all(players);
}

function playSome(left: Play[], told: (one: Told) => void): Promise<void> {
  const player = fork(PLAYER, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    let count = 0;
    const next = () => {
      const play = count < A_PROCESS ? left.shift() : undefined;
      count += 1;
      if (play) player.send(play);
      else player.disconnect();
    };
    player.on('message', (one: Told) => {
      told(one);
      next();
    });
    player.on('exit', (code) => (code === 0 ? resolve() : reject(died(player, code))));
    next();
  });
}

const died = ({ pid }: ChildProcess, code: number | null): Error =>
  new Error(`The process ${pid} that played worlds ended with ${code}: see above.`);
