import type { Certificate } from '../../certificate.ts';
import { createLru } from '../lru.ts';
import type { Crl } from './crl.ts';
import { findStatusIn, readCrlOf } from './crl-answer.ts';
import { toRevocationError } from './error.ts';
import { fetchWithin } from './fetch.ts';
import { createFreshCache, type Heard, type Load } from './fresh-cache.ts';
import type { Said, Source, SourceSetting, StatusQuestion } from './source.ts';

/** Lists are large, and few: one for each CA, or for each part of what it has issued. */
const MAXIMAL_LISTS = 128;

const HEADERS = { Accept: 'application/pkix-crl' } as const;

/** Fetches lists, each once for all certificates that it covers. */
export function createCrlSource(setting: SourceSetting): Source {
  const { revocation, clock } = setting;
  const lists = createFreshCache<Crl>(revocation, clock, MAXIMAL_LISTS);
  // Outlives `forget`: to forget what is fresh must not let an older list in.
  const newest = createLru<Crl>(MAXIMAL_LISTS);
  const keyOf = ({ issuer, url }: StatusQuestion) => `${issuer.fingerprint} ${url}`;
  const loadFor =
    (question: StatusQuestion): Load<Crl> =>
    async () => {
      const { url, issuer } = question;
      const request = { url, headers: HEADERS, maxBytes: revocation.maxBytes.crl, timeout: revocation.timeout };
      const bytes = await fetchWithin(revocation.fetch, request);
      const crl = readCrlOf(issuer, bytes, newest.get(keyOf(question)), clock(), revocation.clockSkew);
      newest.set(keyOf(question), crl);
      return { value: crl, validUntil: crl.nextUpdate.getTime() };
    };
  return {
    by: 'crl',
    listUrls: ({ extensions }) => extensions.crlUrls,
    peek(question) {
      const heard = lists.peek(keyOf(question), loadFor(question));
      return heard && lookUp(heard, question.certificate);
    },
    async get(question) {
      return lookUp(await lists.get(keyOf(question), loadFor(question)), question.certificate);
    },
    // which lists have told of a certificate is not kept: all are fetched anew
    forget: () => lists.forget(),
  };
}

function lookUp(heard: Heard<Crl>, certificate: Certificate): Heard<Said> {
  const { recheckAt } = heard;
  try {
    if (heard.kind === 'current') return { kind: 'current', value: toSaid(heard.value, certificate), recheckAt };
    return { ...heard, last: heard.last && toSaid(heard.last, certificate) };
  } catch (error) {
    return { kind: 'failed', error: toRevocationError(error), last: undefined, recheckAt };
  }
}

function toSaid(crl: Crl, certificate: Certificate): Said {
  return { status: findStatusIn(crl, certificate), producedAt: crl.thisUpdate };
}
