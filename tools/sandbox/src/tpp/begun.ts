import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { BankName } from '../bank/bank-names.ts';
import type { Asked } from './ask-for-consent.ts';

/** A consent that was asked for, and the browser in which. */
export interface Begun extends Asked {
  readonly bank: BankName;
  /** Whether the browser has brought something back. */
  isBack: boolean;
}

const COOKIE = 'tpp-visitor';

/** What has begun, by a state that only the browser learns that began it; a cookie says that it is that one. */
export function createBegunList() {
  const list = new Map<string, Begun & { readonly visitor: string }>();
  return {
    add(c: Context, state: string, begun: Begun): void {
      const visitor = getCookie(c, COOKIE) ?? randomUUID();
      setCookie(c, COOKIE, visitor, { httpOnly: true, sameSite: 'Lax', path: '/' });
      list.set(state, { ...begun, visitor });
    },
    find(c: Context): Begun | undefined {
      const found = list.get(c.req.param('state') ?? '');
      return found !== undefined && found.visitor === getCookie(c, COOKIE) ? found : undefined;
    },
  };
}
