import { setTimeout } from 'node:timers/promises';

const ATTEMPTS = 30;
const LONGEST = 100;

/** Uniform in [0, 1), as `Math.random`. */
export type RandomNumber = () => number;

/** Tries again what failed retryably, after a wait that doubles and varies so that the same ones do not meet again. */
export async function retry<Result>(
  attempt: () => Promise<Result>,
  isRetryable: (error: unknown) => boolean,
  random: RandomNumber,
  wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (failures === ATTEMPTS || !isRetryable(error)) throw error;
      await wait(Math.min(2 ** failures, LONGEST) * random());
    }
  }
}
