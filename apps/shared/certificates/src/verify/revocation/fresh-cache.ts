import { createLru } from '../lru.ts';
import { type RevocationError, toRevocationError } from './error.ts';
import type { RevocationPolicy } from './options.ts';

/** What a source has said, or why it says nothing and what it said last. */
type Content<Value> =
  | { readonly kind: 'current'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: RevocationError; readonly last: Value | undefined };

/** `recheckAt`: when asking again may bring something new; milliseconds since 1970. */
export type Heard<Value> = Content<Value> & { readonly recheckAt: number };

export interface Loaded<Value> {
  readonly value: Value;
  /** Until then it may count; milliseconds since 1970. */
  readonly validUntil: number;
}

/** Brings a value, or throws. Sees the last one that there was. */
export type Load<Value> = (last: Value | undefined) => Promise<Loaded<Value>>;

export interface FreshCache<Value> {
  /** What is known and still counts, at once; begins to renew it where it grows old. Undefined: it has to be waited for. */
  peek(key: string, load: Load<Value>): Heard<Value> | undefined;
  /** The same, waited for. Whoever asks meanwhile for the same waits for the same. Never rejects. */
  get(key: string, load: Load<Value>): Promise<Heard<Value>>;
  forget(matches?: (key: string) => boolean): void;
}

interface Entry<Value> {
  readonly heard: Content<Value>;
  readonly freshUntil: number;
  readonly refreshAt: number;
  /** How far `freshUntil` may be put off while the source fails. */
  readonly graceUntil: number;
}

/** Values are renewed on use from this part of their life on, so that hardly anybody has to wait for one. */
const REFRESH_AFTER = 0.75;

type Timing = Pick<RevocationPolicy, 'maxAge' | 'grace' | 'retryAfter'>;

/** Keeps what is fetched for as long as policy and source allow. Sets no timers: what nobody uses is not renewed. */
export function createFreshCache<Value>(timing: Timing, clock: () => Date, entries: number): FreshCache<Value> {
  const known = createLru<Entry<Value>>(entries);
  const loading = new Map<string, Promise<Entry<Value>>>();

  const load = (key: string, loadValue: Load<Value>): Promise<Entry<Value>> => {
    const running = loading.get(key);
    if (running !== undefined) return running;
    const previous = known.get(key);
    const started = loadEntry(loadValue, previous, timing, clock).then((entry) => {
      // else somebody has said meanwhile to forget it
      if (loading.get(key) === started) {
        loading.delete(key);
        known.set(key, entry);
      }
      return entry;
    });
    loading.set(key, started);
    return started;
  };
  const peek: FreshCache<Value>['peek'] = (key, loadValue) => {
    const entry = known.get(key);
    const now = clock().getTime();
    if (entry === undefined || now >= entry.freshUntil) return undefined;
    if (now < entry.refreshAt) return toHeard(entry);
    load(key, loadValue);
    return { ...entry.heard, recheckAt: now };
  };
  return {
    peek,
    async get(key, loadValue) {
      const heard = peek(key, loadValue);
      if (heard !== undefined) return heard;
      return toHeard(await load(key, loadValue));
    },
    forget(matches = () => true) {
      known.deleteWhere(matches);
      for (const key of loading.keys()) if (matches(key)) loading.delete(key);
    },
  };
}

function toHeard<Value>({ heard, refreshAt, freshUntil }: Entry<Value>): Heard<Value> {
  return { ...heard, recheckAt: Math.min(refreshAt, freshUntil) };
}

async function loadEntry<Value>(
  load: Load<Value>,
  previous: Entry<Value> | undefined,
  timing: Timing,
  clock: () => Date,
): Promise<Entry<Value>> {
  try {
    const loaded = await load(lastOf(previous));
    return toEntry(loaded, timing, clock().getTime());
  } catch (error) {
    return toFailure(toRevocationError(error), previous, timing, clock().getTime());
  }
}

function lastOf<Value>(entry: Entry<Value> | undefined): Value | undefined {
  return entry?.heard.kind === 'current' ? entry.heard.value : entry?.heard.last;
}

function toEntry<Value>({ value, validUntil }: Loaded<Value>, { maxAge, grace }: Timing, now: number): Entry<Value> {
  const freshUntil = Math.min(now + maxAge, validUntil);
  return {
    heard: { kind: 'current', value },
    freshUntil,
    refreshAt: now + (freshUntil - now) * REFRESH_AFTER,
    graceUntil: Math.min(now + maxAge + grace, validUntil),
  };
}

/** While a value stands in, and while a failure is remembered, the source is tried again without making anybody wait. */
function toFailure<Value>(
  error: RevocationError,
  previous: Entry<Value> | undefined,
  { maxAge, retryAfter }: Timing,
  now: number,
): Entry<Value> {
  const refreshAt = now + retryAfter;
  if (previous !== undefined && previous.heard.kind === 'current' && now < previous.graceUntil)
    return { ...previous, freshUntil: previous.graceUntil, refreshAt };
  const heard = { kind: 'failed', error, last: lastOf(previous) } as const;
  return { heard, freshUntil: now + maxAge, refreshAt, graceUntil: now };
}
