import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { deriveKey, seal, unseal } from '../seal.ts';

export interface SessionOptions<Value> {
  /** Tells the cookies of apps on one host apart: `bank`. */
  readonly name: string;
  /** What cookies are sealed with; 16 characters or more, random. */
  readonly secret: string;
  /** Cookies by https only, as `__Host-name`: then no other host of the domain can set them. */
  readonly isHttps: boolean;
  /** How long a session lasts, whatever happens. */
  readonly maxAgeSeconds: number;
  /** Reads what an older version of the app may have written; undefined makes an end of the session. */
  readonly parse: (value: unknown) => Value | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

export interface Session<Value> {
  /** Fresh for each `start`. */
  readonly id: string;
  readonly value: Value;
  readonly expiresAt: Date;
  /** For the field of every form, see `protectForms`. Bound to this session. */
  readonly formToken: string;
}

/** Sessions of people in a browser, kept whole in a sealed cookie: the server holds nothing. */
export interface Sessions<Value> {
  /** The session of a request, or undefined: none, an old one, or one that was tampered with. */
  find(c: Context): Session<Value> | undefined;
  /**
   * Begins a session, in place of the one that there may be. Call it anew whenever somebody logs in, so that nobody goes
   * on in a session that another one knows.
   */
  start(c: Context, value: Value): Session<Value>;
  /** The same session with another value; its id, its token and its end stay. */
  update(c: Context, session: Session<Value>, value: Value): Session<Value>;
  /** Takes the cookie away. A copy of it stays good until it ends: what must not be, the app keeps by `id`. */
  end(c: Context): void;
}

interface Content {
  readonly id: string;
  readonly value: unknown;
  readonly expiresAt: number;
}

export function createSessions<Value>(options: SessionOptions<Value>): Sessions<Value> {
  const { name, secret, isHttps, maxAgeSeconds, parse, clock, random } = options;
  const cookie = isHttps ? `__Host-${name}` : name;
  const key = deriveKey(secret, `session cookie ${cookie}`);
  const formKey = deriveKey(secret, `form token ${cookie}`);
  const attributes = { path: '/', httpOnly: true, secure: isHttps, sameSite: 'Lax' } as const;

  const toSession = (id: string, value: Value, expiresAt: number): Session<Value> => ({
    id,
    value,
    expiresAt: new Date(expiresAt),
    formToken: createHmac('sha256', formKey).update(id).digest('base64url'),
  });
  const write = (c: Context, session: Session<Value>) => {
    const content: Content = { id: session.id, value: session.value, expiresAt: session.expiresAt.getTime() };
    const sealed = seal(key, Buffer.from(JSON.stringify(content)), cookie, random);
    const maxAge = Math.max(0, Math.floor((session.expiresAt.getTime() - clock().getTime()) / 1_000));
    setCookie(c, cookie, Buffer.from(sealed).toString('base64url'), { ...attributes, maxAge });
    return session;
  };
  return {
    find(c) {
      const content = open(key, getCookie(c, cookie), cookie);
      if (content === undefined || content.expiresAt <= clock().getTime()) return undefined;
      const value = parse(content.value);
      return value === undefined ? undefined : toSession(content.id, value, content.expiresAt);
    },
    start: (c, value) => write(c, toSession(random.token(), value, clock().getTime() + maxAgeSeconds * 1_000)),
    update: (c, session, value) => write(c, { ...session, value }),
    end: (c) => setCookie(c, cookie, '', { ...attributes, maxAge: 0 }),
  };
}

/** What opens was written by this app, so it has its form. */
function open(key: Uint8Array, text: string | undefined, cookie: string): Content | undefined {
  if (text === undefined) return undefined;
  const plain = unseal(key, Buffer.from(text, 'base64url'), cookie);
  return plain === undefined ? undefined : (JSON.parse(Buffer.from(plain).toString()) as Content);
}

/** In constant time. */
export function isFormToken(session: Session<unknown>, token: unknown): boolean {
  const expected = Buffer.from(session.formToken);
  const given = Buffer.from(typeof token === 'string' ? token : '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
