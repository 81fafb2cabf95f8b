import type { ScaPolicy } from '../policy.ts';

/** What a failure is about; each counts for itself until it succeeds, and both together towards a block. */
export type Factor = 'knowledge' | 'possession';

/** The end of a block without an end: the last moment that every calendar knows. */
export const FOR_GOOD = Date.UTC(9999, 11, 31);

/** What is known after an attempt that was not refused. */
export interface Attempts {
  /** Failures in a row, of both factors. */
  readonly failures: number;
  /** Blocks so far. */
  readonly blocks: number;
  /** Milliseconds since 1970; in the past where there is none. */
  readonly blockedUntil: number;
}

/** When each block of the policy would end that begins now; the last stands for all that follow. */
export function blockEnds({ minutes }: ScaPolicy['blocks'], now: Date): readonly number[] {
  return minutes.map((each) => (each === 'for-good' ? FOR_GOOD : now.getTime() + each * 60_000));
}

export function renderBlockEnd(blockedUntil: number): string {
  return blockedUntil >= FOR_GOOD ? 'for-good' : new Date(blockedUntil).toISOString();
}

export type Alert =
  /** One more failure blocks for good (RTS, Article 4(4)). */
  'block-threatens' | 'blocked' | 'blocked-for-good';

/** What the PSU has to hear of after a failure. */
export function alertAfter(
  attempts: Attempts,
  { failures, minutes }: ScaPolicy['blocks'],
  now: Date,
): Alert | undefined {
  if (attempts.blockedUntil > now.getTime()) return attempts.blockedUntil >= FOR_GOOD ? 'blocked-for-good' : 'blocked';
  const next = minutes[Math.min(attempts.blocks, minutes.length - 1)];
  return next === 'for-good' && attempts.failures === failures - 1 ? 'block-threatens' : undefined;
}
