import type { PublicHandlers } from '@openxs2a/certificate-authority-api/server';
import type { AnswerOcsp } from '../../acts/answer-ocsp.ts';
import { loadCrl } from '../../acts/load-crl.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { type Crl, findCrl, findCrlDue } from '../../store/crls.ts';
import { renderPolicy } from '../pages/policy.ts';

const DAY_SECONDS = 86_400;
/** A revocation is in the list at once; a cache may be behind by so much. */
const CRL_SECONDS = 60;
/** Base64 of the longest request that is read. */
const MAX_ENCODED_LENGTH = 22_000;

export function createPublicHandlers<Context>(qtsp: Qtsp, answerOcsp: AnswerOcsp): PublicHandlers<Context> {
  const authorities = { root: qtsp.root, issuing: qtsp.issuer.certificate };
  return {
    async getAuthorityCertificate({ path, headers = {} }) {
      const certificate = authorities[path.authority];
      const cached = toCacheHeaders(certificate.fingerprint, certificate.notBefore, DAY_SECONDS);
      if (isKnown(headers, cached)) return toNotModified(cached);
      return { status: 200, type: 'application/pkix-cert', headers: cached, body: certificate.der };
    },
    async getCrl({ path, headers = {} }) {
      const crl = path.authority === 'root' ? await getRootCrl(qtsp) : await loadCrl(qtsp);
      const cached = toCacheHeaders(String(crl.number), crl.thisUpdate, CRL_SECONDS);
      if (isKnown(headers, cached)) return toNotModified(cached);
      return { status: 200, type: 'application/pkix-crl', headers: cached, body: crl.der };
    },
    answerOcsp: async ({ body }) => toOcspResult(await answerOcsp(body.value)),
    answerOcspGet: async ({ path }) => toOcspResult(await answerOcsp(decode(path.request))),
    getPolicy: async () => ({ status: 200, type: 'text/html', body: String(await renderPolicy(qtsp)) }),
  };
}

/** The server cannot sign it, since it has no key for it; it was made when the authority was initialised. */
async function getRootCrl({ database }: Qtsp): Promise<Crl> {
  const crl = await findCrl(database, 'root', await findCrlDue(database, 'root'));
  if (crl === undefined) throw new TypeError('the root has no CRL');
  return crl;
}

function toCacheHeaders(version: string, modifiedAt: Date, seconds: number) {
  return {
    ETag: `"${version}"`,
    'Last-Modified': modifiedAt.toUTCString(),
    'Cache-Control': `public, max-age=${seconds}`,
  };
}

type CacheHeaders = ReturnType<typeof toCacheHeaders>;

/** RFC 9110, 13.1.2. */
function isKnown({ 'If-None-Match': tags }: { readonly 'If-None-Match'?: string }, { ETag }: CacheHeaders): boolean {
  if (tags === undefined) return false;
  return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === ETag);
}

function toNotModified({ ETag, 'Cache-Control': cacheControl }: CacheHeaders) {
  return { status: 304, headers: { ETag, 'Cache-Control': cacheControl } } as const;
}

function toOcspResult({ der, cacheSeconds }: Awaited<ReturnType<AnswerOcsp>>) {
  const cacheControl = cacheSeconds === 0 ? 'no-store' : `public, max-age=${cacheSeconds}`;
  return {
    status: 200,
    type: 'application/ocsp-response',
    headers: { 'Cache-Control': cacheControl },
    body: der,
  } as const;
}

/** What is no base64 is no request either, and is answered as such. Some clients leave out the padding. */
function decode(text: string): Uint8Array {
  const isBase64 = text.length <= MAX_ENCODED_LENGTH && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  return isBase64 ? new Uint8Array(Buffer.from(text, 'base64')) : new Uint8Array();
}
