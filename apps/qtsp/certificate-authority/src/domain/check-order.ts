import {
  CertificateError,
  type CertificateRequest,
  type DistinguishedName,
  OIDS,
  type PspRole,
  type QualifiedStatements,
  readCertificateRequest,
} from '@openxs2a/certificates';
import { checkDnsNames, toDnsNames } from './check-dns-names.ts';
import { checkKey } from './check-key.ts';
import { checkSubjectOfRegister, isSameLegalName } from './check-registration.ts';
import { type QualifiedKind, type Refusal, refuse } from './refusal.ts';
import type { Registration } from './register.ts';

/** One certificate that is asked for, with its signing request as it came: PEM, or base64 of DER. */
export interface Order {
  readonly kind: QualifiedKind;
  readonly csr: string;
}

/** An order that stands on its own feet: all that is taken over from the signing request. */
export interface CheckedOrder {
  readonly kind: QualifiedKind;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly dnsNames: readonly string[];
}

export type OrderVerdict =
  | { readonly accepted: true; readonly order: CheckedOrder }
  | { readonly accepted: false; readonly refusals: readonly Refusal[] };

/** What a signing request must not contradict. */
export interface OrderTerms {
  /** Who asks. */
  readonly organizationIdentifier: string;
  readonly roles: readonly PspRole[];
  /** Of whoever asks; undefined where no register has it. */
  readonly registration: (Registration & { readonly ncaName: string }) | undefined;
  readonly vettedDnsNames: readonly string[];
}

/** Everything that stands against a signing request. Whether the register grants the roles, `checkRegistration` says. */
export function checkOrder({ kind, csr }: Order, terms: OrderTerms): OrderVerdict {
  const request = readRequest(csr, kind);
  if ('reason' in request) return { accepted: false, refusals: [request] };
  const { key, subjectAlternativeNames } = request;
  const refusals = [
    ...(request.isSignatureValid ? [] : [refuse('csr-signature-invalid', 'Its own key did not sign it.', kind)]),
    ...checkKey(key, kind),
    ...checkSubject(request.subject, kind, terms),
    ...checkStatements(request, kind, terms),
    ...(kind === 'qwac' ? checkDnsNames(subjectAlternativeNames, terms.vettedDnsNames) : []),
  ];
  if (refusals.length > 0) return { accepted: false, refusals };
  const publicKey = new Uint8Array(key.keyObject.export({ type: 'spki', format: 'der' }));
  return {
    accepted: true,
    order: { kind, publicKey, dnsNames: kind === 'qwac' ? toDnsNames(subjectAlternativeNames) : [] },
  };
}

function readRequest(csr: string, kind: QualifiedKind): CertificateRequest | Refusal {
  try {
    return readCertificateRequest(csr);
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    return refuse('csr-malformed', error.message, kind);
  }
}

/** The attributes that are held against the register. The rest of the name is not taken over. */
function checkSubject(subject: DistinguishedName, kind: QualifiedKind, terms: OrderTerms): readonly Refusal[] {
  const names = valuesOf(subject, OIDS.organizationName);
  const countries = valuesOf(subject, OIDS.countryName);
  const numbers = valuesOf(subject, OIDS.organizationIdentifier);
  const claimed = { legalName: names[0], country: countries[0] };
  return [
    ...checkOnce('O', names, kind),
    ...checkOnce('C', countries, kind),
    ...checkOnce('organizationIdentifier', numbers, kind),
    ...checkNumber(numbers[0], kind, terms),
    ...(terms.registration === undefined ? [] : checkSubjectOfRegister(claimed, terms.registration, kind)),
  ];
}

function checkOnce(name: string, values: readonly string[], kind: QualifiedKind): readonly Refusal[] {
  if (values.length === 1) return [];
  return [refuse('subject-incomplete', `The subject has ${name} ${values.length} times, not once.`, kind)];
}

function checkNumber(claimed: string | undefined, kind: QualifiedKind, terms: OrderTerms): readonly Refusal[] {
  if (claimed === undefined || claimed === terms.organizationIdentifier) return [];
  const detail = `The subject is "${claimed}", the request comes from "${terms.organizationIdentifier}".`;
  return [refuse('subject-mismatch', detail, kind)];
}

const valuesOf = (subject: DistinguishedName, oid: string): readonly string[] =>
  subject.flat().flatMap((attribute) => (attribute.oid === oid ? [attribute.value] : []));

/** Roles and authority are the register's to say; a signing request that says them too must not contradict. */
function checkStatements(
  { qualified }: CertificateRequest,
  kind: QualifiedKind,
  terms: OrderTerms,
): readonly Refusal[] {
  if (qualified.kind === 'absent') return [];
  if (qualified.kind === 'malformed') return [refuse('statement-mismatch', qualified.problem, kind)];
  return [...checkType(qualified.value, kind), ...checkPsd2(qualified.value, kind, terms)];
}

function checkType({ types }: QualifiedStatements, kind: QualifiedKind): readonly Refusal[] {
  const expected = kind === 'qwac' ? OIDS.qcTypeWeb : OIDS.qcTypeEseal;
  if (types.every((type) => type === expected)) return [];
  return [refuse('statement-mismatch', `Its QcType is ${types.join(', ')}, that of a ${kind} is ${expected}.`, kind)];
}

function checkPsd2({ psd2 }: QualifiedStatements, kind: QualifiedKind, terms: OrderTerms): readonly Refusal[] {
  if (psd2.kind === 'absent') return [];
  if (psd2.kind === 'malformed') return [refuse('statement-mismatch', psd2.problem, kind)];
  const { roles, registration } = terms;
  const stated = psd2.value.roles.map(({ name }) => name);
  const refusals: Refusal[] = [];
  if (toText(stated) !== toText(roles))
    refusals.push(refuse('statement-mismatch', `It states ${toText(stated)}, the request ${toText(roles)}.`, kind));
  if (registration !== undefined && !isNcaOf(registration, psd2.value))
    refusals.push(refuse('nca-differs', `The authority is ${registration.ncaId}, "${registration.ncaName}".`, kind));
  return refusals;
}

const toText = (roles: readonly string[]) => [...roles].sort().join(', ');

const isNcaOf = (
  registration: { readonly ncaId: string; readonly ncaName: string },
  stated: { readonly ncaId: string; readonly ncaName: string },
) => stated.ncaId === registration.ncaId && isSameLegalName(stated.ncaName, registration.ncaName);
