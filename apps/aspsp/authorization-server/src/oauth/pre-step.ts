import { hkdfSync } from 'node:crypto';
import type { PreStepLogin, Stand, WayBack } from '@openxs2a/oauth';
import { type Clock, type Random, seal, unseal } from '@openxs2a/service';

/** A login that a TPP has sent a PSU for, before there is anything to authorise. */
export interface Login {
  readonly loginId: string;
  readonly clientId: string;
  readonly way: WayBack;
}

/** What a login came to; without a PSU, it was refused. */
export interface LoginResult {
  readonly loginId: string;
  readonly psuId: string | undefined;
}

/**
 * Logins of the pre-step. Nothing of them is kept: what the page has to know comes with its address, what it found out goes back
 * with the browser, both sealed and of one login.
 */
export interface PreStep extends PreStepLogin {
  /** Undefined where we never gave out such an address, or its time is over. */
  readTicket(ticket: string): Login | undefined;
  /** Where the browser goes when it is over. */
  returnAddress(login: Login, psuId: string | undefined): string;
}

export interface PreStepOptions {
  /** That of authentication. */
  readonly key: Uint8Array;
  readonly pagesUrl: string;
  /** In which the login has to be over. */
  readonly minutes: number;
  readonly clock: Clock;
  readonly random: Random;
}

const TICKET = 'login ticket';
const RESULT = 'login result';

export function createPreStep({ key, pagesUrl, minutes, clock, random }: PreStepOptions): PreStep {
  const own = new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), 'pre-step logins', 32));
  const write = (content: object, purpose: string): string => {
    const until = clock().getTime() + minutes * 60_000;
    return Buffer.from(seal(own, Buffer.from(JSON.stringify({ content, until })), purpose, random)).toString(
      'base64url',
    );
  };
  const read = (text: string, purpose: string): unknown => {
    const opened = unseal(own, Buffer.from(text, 'base64url'), purpose);
    if (opened === undefined) return undefined;
    // nobody else has the key, and for each purpose there is one writer
    const { content, until } = JSON.parse(Buffer.from(opened).toString()) as { content: unknown; until: number };
    return clock().getTime() < until ? content : undefined;
  };
  return {
    async sendToPage({ loginId, clientId }, way) {
      return `${pagesUrl}/log-in/${write({ loginId, clientId, way } satisfies Login, TICKET)}`;
    },
    // as `sendToPage` has written it
    readTicket: (ticket) => read(ticket, TICKET) as Login | undefined,
    returnAddress({ loginId, way }, psuId) {
      const url = new URL(way.returnTo);
      url.searchParams.append('proof', write({ loginId, psuId } satisfies LoginResult, RESULT));
      return url.href;
    },
    async standOf(loginId, proof): Promise<Stand> {
      // as `returnAddress` has written it
      const result = read(proof, RESULT) as LoginResult | undefined;
      if (result === undefined || result.loginId !== loginId) return { is: 'open' };
      return result.psuId === undefined ? { is: 'refused' } : { is: 'authorised', psuId: result.psuId };
    },
  };
}
