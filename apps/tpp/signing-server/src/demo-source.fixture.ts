import { type CertificateRequest, readCertificateRequest, toPem } from '@openxs2a/certificates';
import {
  createDemoAuthority,
  createDemoParty,
  type DemoAuthority,
  type DemoOverrides,
} from '@openxs2a/certificates/issue';
import type { CertificateSource, Revocation, SourceAnswer } from './acts/certificate-source.ts';

type Order = { readonly kind: 'qwac' | 'qsealc'; readonly csr: string };

/** A QTSP in memory that really issues; what it is told to answer in place of certificates it answers first. */
export async function createDemoSource(clock: () => Date) {
  const authority = await createDemoAuthority({ clock });
  const issued = new Map<string, SourceAnswer>();
  const asked: { readonly id: string; readonly orders: readonly Order[]; readonly secret?: string | undefined }[] = [];
  const revoked: Revocation[] = [];
  type Other = Extract<SourceAnswer, { kind: 'received' | 'refused' | 'unavailable' }>;
  const answers: (Other | (() => Promise<Other | undefined>))[] = [];
  let overrides: DemoOverrides = {};

  const answer = async (id: string, orders: readonly Order[], secret?: string): Promise<SourceAnswer> => {
    asked.push({ id, orders, secret });
    const next = answers.shift();
    const other = typeof next === 'function' ? await next() : next;
    if (other !== undefined) return other;
    const known = issued.get(id) ?? (await issueAll(authority, orders, overrides));
    issued.set(id, known);
    return known;
  };
  const source: CertificateSource = {
    request: (id, { certificates, enrolmentSecret }) => answer(id, certificates, enrolmentSecret),
    renew: (id, { csr }) => answer(id, [{ kind: isForSite(csr) ? 'qwac' : 'qsealc', csr }]),
    async revoke(revocation) {
      const other = answers.shift();
      if (typeof other === 'object' && other.kind !== 'received') return other;
      revoked.push(revocation);
      return { kind: 'revoked' };
    },
  };
  return {
    authority,
    source,
    asked,
    revoked,
    /** What it answers next. */
    willAnswer: (...next: Other[]) => void answers.push(...next),
    /** What it answers next, once that is there, in place of certificates or not; tells when it is asked. */
    willAnswerLate: (tell: () => void, answer: Promise<Other | undefined>) =>
      void answers.push(() => {
        tell();
        return answer;
      }),
    /** How certificates that it issues from now on differ. */
    willIssue: (next: DemoOverrides) => {
      overrides = next;
    },
  };
}

const isForSite = (csr: string) => readCertificateRequest(csr).subjectAlternativeNames.length > 0;

async function issueAll(
  authority: DemoAuthority,
  orders: readonly Order[],
  overrides: DemoOverrides,
): Promise<SourceAnswer> {
  const certificates = await Promise.all(
    orders.map(async ({ kind, csr }) => {
      const request = readCertificateRequest(csr);
      const { certificate } = await issueOne(authority, kind, request, overrides);
      return { kind, pem: toPem(certificate.der) };
    }),
  );
  return { kind: 'issued', certificates, chain: [toPem(authority.issuingCa.certificate.der)] };
}

function issueOne(
  authority: DemoAuthority,
  kind: Order['kind'],
  request: CertificateRequest,
  overrides: DemoOverrides,
) {
  const party = createDemoParty();
  const forRequest: DemoOverrides = {
    ...overrides,
    alter: (template) => {
      const requested = { ...template, publicKey: request.key.keyObject };
      return overrides.alter?.(requested) ?? requested;
    },
  };
  return kind === 'qwac' ? authority.issueQwac(party, forRequest) : authority.issueQsealc(party, forRequest);
}
