import { createOcspCertId } from '../../ocsp/cert-id.ts';
import { createDelegateReader, type ReadDelegate } from './delegates.ts';
import { RevocationError } from './error.ts';
import { fetchWithin } from './fetch.ts';
import { createFreshCache, type Load } from './fresh-cache.ts';
import { type OcspAnswer, readOcspAnswer } from './ocsp-answer.ts';
import { createOcspRequest } from './ocsp-request.ts';
import type { Source, SourceSetting, StatusQuestion } from './source.ts';

/** RFC 9654, 2.1 asks for 32 octets at least. */
const NONCE_LENGTH = 32;

const HEADERS = { 'Content-Type': 'application/ocsp-request', Accept: 'application/ocsp-response' } as const;

/** Asks responders, by POST, for one certificate at a time. */
export function createOcspSource(setting: SourceSetting): Source {
  const { revocation, clock, entries } = setting;
  const answers = createFreshCache<OcspAnswer>(revocation, clock, entries);
  const readDelegate = createDelegateReader();
  const keyOf = ({ certificate, url }: StatusQuestion) => `${certificate.fingerprint} ${url}`;
  const loadFor =
    (question: StatusQuestion): Load<OcspAnswer> =>
    async (last) => {
      const answer = await ask(question, setting, readDelegate);
      checkIsNewer(answer, last);
      return { value: answer, validUntil: answer.nextUpdate.getTime() };
    };
  return {
    by: 'ocsp',
    listUrls: ({ extensions }) => extensions.ocspUrls,
    peek: (question) => answers.peek(keyOf(question), loadFor(question)),
    get: (question) => answers.get(keyOf(question), loadFor(question)),
    forget: (fingerprint) => answers.forget((key) => fingerprint === undefined || key.startsWith(fingerprint)),
  };
}

async function ask(
  { url, certificate, issuer }: StatusQuestion,
  { revocation, verification, clock }: SourceSetting,
  readDelegate: ReadDelegate,
): Promise<OcspAnswer> {
  const id = createOcspCertId(certificate, issuer, revocation.hash);
  const nonce = revocation.nonce === 'none' ? undefined : revocation.random(NONCE_LENGTH);
  const bytes = await fetchWithin(revocation.fetch, {
    url,
    headers: HEADERS,
    body: createOcspRequest(id, nonce),
    maxBytes: revocation.maxBytes.ocsp,
    timeout: revocation.timeout,
  });
  return readOcspAnswer(bytes, { id, nonce, issuer }, clock(), { verification, revocation, readDelegate });
}

/** Who controls the way could show what was said before the revocation; it would still be within its time. */
function checkIsNewer(answer: OcspAnswer, last: OcspAnswer | undefined): void {
  if (last?.status.kind === 'revoked' && answer.thisUpdate < last.thisUpdate)
    throw new RevocationError('ERR_REVOCATION_OLDER', 'the answer is older than the one that said "revoked"');
}
