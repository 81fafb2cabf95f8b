import { type Clock, createSessions, problem, protectForms, type Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { Context, MiddlewareHandler } from 'hono';
import { addEndedVisit, isVisitEnded } from './ended-visits.store.ts';

/** Somebody in a browser, whether known or not. */
export interface Visit<Value> {
  readonly id: string;
  /** Undefined where nobody has said who it is. */
  readonly value: Value | undefined;
  readonly formToken: string;
}

/**
 * Visits to one of the bank's rooms. One ends five minutes after the last thing that the person did (RTS, Article 4(3)(d)),
 * and after `maxAgeMinutes` whatever it does. Each room has a cookie of its own.
 */
export interface Visits<Value> {
  /** To be used before all pages of the room: refuses forms of others, and keeps the visit alive. */
  readonly guard: MiddlewareHandler;
  /** The visit of this request; a new one where there is none, so that every form has a token. */
  of(c: Context): Visit<Value>;
  /** After somebody has proved something: under a new id, so that nobody goes on in a visit that another one knows. */
  begin(c: Context, value: Value): Promise<void>;
  /** Copies of the cookie are worthless from now on, too. */
  end(c: Context): Promise<void>;
}

export interface VisitOptions<Value> {
  readonly name: string;
  readonly secret: string;
  readonly isHttps: boolean;
  readonly parse: (value: unknown) => Value | undefined;
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  /** Requests that a page makes by itself are no activity of a person. */
  readonly isAutomatic?: (c: Context) => boolean;
  readonly maxAgeMinutes?: number;
}

/** RTS, Article 4(3)(d). */
export const IDLE_MINUTES = 5;
const MINUTE = 60_000;

const answerEnded = () => problem(403, 'form-refused', 'The form is of a visit that has ended.');

interface Kept<Value> {
  /** Milliseconds since 1970. */
  readonly activeAt: number;
  readonly value?: Value | undefined;
}

export function createVisits<Value>(options: VisitOptions<Value>): Visits<Value> {
  const { name, secret, isHttps, parse, database, clock, random, maxAgeMinutes = 60 } = options;
  const now = () => clock().getTime();
  const parseKept = (kept: unknown): Kept<Value> | undefined => {
    if (typeof kept !== 'object' || kept === null || !('activeAt' in kept)) return undefined;
    const { activeAt } = kept;
    if (typeof activeAt !== 'number' || activeAt + IDLE_MINUTES * MINUTE <= now()) return undefined;
    return { activeAt, value: 'value' in kept ? parse(kept.value) : undefined };
  };
  const sessions = createSessions<Kept<Value>>({
    name,
    secret,
    isHttps,
    maxAgeSeconds: maxAgeMinutes * 60,
    parse: parseKept,
    clock,
    random,
  });
  const protect = protectForms(sessions);
  /** What the handlers of a request have written; the cookie goes once. */
  const written = new WeakMap<Context, Visit<Value>>();
  const start = (c: Context, value: Value | undefined): Visit<Value> => {
    const { id, formToken } = sessions.start(c, { activeAt: now(), value });
    const visit = { id, value, formToken };
    written.set(c, visit);
    return visit;
  };
  const forget = async (c: Context): Promise<void> => {
    const session = sessions.find(c);
    if (session !== undefined) await addEndedVisit(database, session.id, session.expiresAt, clock());
  };
  return {
    async guard(c, next) {
      const session = sessions.find(c);
      const isEnded = session !== undefined && (await isVisitEnded(database, session.id));
      if (isEnded && c.req.method !== 'GET') return answerEnded();
      if (isEnded) start(c, undefined);
      let isLetThrough = false;
      const refusal = await protect(c, async () => {
        isLetThrough = true;
        await next();
      });
      if (isLetThrough && session !== undefined && !written.has(c) && options.isAutomatic?.(c) !== true)
        sessions.update(c, session, { ...session.value, activeAt: now() });
      return refusal;
    },
    of(c) {
      const session = sessions.find(c);
      const visit = written.get(c) ?? (session && { ...session, value: session.value.value });
      return visit ?? start(c, undefined);
    },
    async begin(c, value) {
      // what was proved in the visit before goes on in the new one alone
      if (sessions.find(c)?.value.value !== undefined) await forget(c);
      start(c, value);
    },
    async end(c) {
      await forget(c);
      sessions.end(c);
      written.set(c, { id: '', value: undefined, formToken: '' });
    },
  };
}
