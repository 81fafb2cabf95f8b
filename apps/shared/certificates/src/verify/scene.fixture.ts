import { createDemoAuthority, createDemoParty, type DemoAuthority } from '../issue.ts';
import type { VerifierOptions } from './options.ts';
import type { RevocationFetch, RevocationRequest } from './revocation/fetch.ts';
import { createVerifier } from './verifier.ts';

export const NOON = new Date('2026-11-26T12:00:00Z');
export const SECOND = 1000;
export const DAY = 86_400_000;

/** A clock that somebody turns. */
export function createHandClock(start = NOON) {
  let now = start.getTime();
  return {
    clock: () => new Date(now),
    advance(milliseconds: number): void {
      now += milliseconds;
    },
    set(date: Date): void {
      now = date.getTime();
    },
  };
}

/** A trust service provider, and its services as a `RevocationFetch` that counts what is asked of it. */
export async function createScene() {
  const hands = createHandClock();
  const authority = await createDemoAuthority({ clock: hands.clock });
  const asked: string[] = [];
  const services = serve(authority);
  const fetch: RevocationFetch = (request) => {
    asked.push(request.url);
    return services(request);
  };
  const createTestVerifier = ({ revocation, ...options }: Partial<VerifierOptions> = {}) =>
    createVerifier({
      anchors: [authority.root.certificate],
      intermediates: [authority.issuingCa.certificate],
      clock: hands.clock,
      ...options,
      revocation: { fetch, ...revocation },
    });
  return { ...hands, authority, party: createDemoParty(), asked, fetch, createVerifier: createTestVerifier };
}

export function serve(authority: DemoAuthority): RevocationFetch {
  return async ({ url, body }: RevocationRequest) => {
    if (url === authority.urls.ocsp && body !== undefined) return authority.answerOcsp(body);
    if (url === authority.urls.crl) return authority.createCrl('issuingCa');
    if (url === authority.rootUrls.crl) return authority.createCrl('root');
    throw new Error(`nobody listens at ${url}`);
  };
}
