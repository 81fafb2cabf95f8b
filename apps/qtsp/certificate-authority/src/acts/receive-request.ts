import { createSerialNumber, type Party } from '@openxs2a/certificates/issue';
import type { Transaction } from '@openxs2a/store';
import { type CallerOf, nameCaller } from '../domain/caller.ts';
import { checkKeyUse } from '../domain/check-key-use.ts';
import { type CheckedOrder, checkOrder, type Order } from '../domain/check-order.ts';
import { type Claim, checkRegistration } from '../domain/check-registration.ts';
import { done, failed, type Outcome, type ProblemCode, refused } from '../domain/outcome.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { toValidity } from '../domain/validity.ts';
import { hashOf, insertCertificate, listOfKeys } from '../store/certificates.ts';
import { closeEnrolment } from '../store/enrolments.ts';
import { findIssuanceOfRequest, type Issuance, insertIssuance } from '../store/issuances.ts';
import { findAuthorityOfNumber, findRegistration, type StoredRegistration } from '../store/registrations.ts';
import type { Qtsp } from './qtsp.ts';

/** A call that asks for certificates. */
export interface ReceivedRequest {
  readonly caller: CallerOf<'enrolment' | 'party'>;
  readonly requestId: string;
  /** All that the caller sent, so that a repeated call is told from another one under the same id. */
  readonly bodyHash: string;
}

/** What it asks for. */
export interface Wanted {
  readonly claim: Omit<Claim, 'organizationIdentifier'>;
  readonly orders: readonly Order[];
  readonly vettedDnsNames: readonly string[];
}

/**
 * Takes a request on record, or says everything that stands against it. What is on record will be issued, and uses up
 * what the caller proved itself with; both are one transaction. Gives the issuance, with a repeated request that
 * of the first.
 */
export function receiveRequest<Code extends ProblemCode>(
  qtsp: Qtsp,
  request: ReceivedRequest,
  prepare: (trx: Transaction) => Promise<Outcome<Wanted, Code>>,
): Promise<Outcome<Issuance, Code | 'request-id-reused' | 'request-refused'>> {
  return qtsp.database.transaction(async (trx) => {
    const before = await findIssuanceOfRequest(trx, nameCaller(request.caller), request.requestId);
    if (before !== undefined) return before.bodyHash === request.bodyHash ? done(before) : failed('request-id-reused');
    const wanted = await prepare(trx);
    return wanted.done ? receive(trx, qtsp, request, wanted.value) : wanted;
  });
}

async function receive(
  trx: Transaction,
  qtsp: Qtsp,
  request: ReceivedRequest,
  wanted: Wanted,
): Promise<Outcome<Issuance, 'request-refused'>> {
  const { organizationIdentifier } = request.caller;
  const registration = await findRegistration(trx, organizationIdentifier);
  const { orders, refusals } = await check(trx, qtsp, request, wanted, registration);
  if (registration !== undefined && refusals.length === 0)
    return done(await record(trx, qtsp, request, wanted, orders, registration));
  await qtsp.journal.append(trx, {
    kind: 'certificates-refused',
    subject: organizationIdentifier,
    actor: nameCaller(request.caller),
    body: { ncaId: registration?.ncaId ?? null, reasons: [...new Set(refusals.map(({ reason }) => reason))] },
  });
  return refused(refusals);
}

async function check(
  trx: Transaction,
  qtsp: Qtsp,
  { caller: { organizationIdentifier } }: ReceivedRequest,
  { claim, orders, vettedDnsNames }: Wanted,
  registration: StoredRegistration | undefined,
): Promise<{ readonly orders: readonly CheckedOrder[]; readonly refusals: readonly Refusal[] }> {
  const elsewhere = registration === undefined ? await findAuthorityOfNumber(trx, organizationIdentifier) : undefined;
  const terms = { organizationIdentifier, roles: claim.roles, registration, vettedDnsNames };
  const verdicts = orders.map((order) => checkOrder(order, terms));
  const checked = verdicts.flatMap((verdict) => (verdict.accepted ? [verdict.order] : []));
  const refusals = [
    ...checkRegistration({ ...claim, organizationIdentifier }, registration, elsewhere),
    ...checkKinds(orders),
    ...verdicts.flatMap((verdict) => (verdict.accepted ? [] : verdict.refusals)),
    ...(await checkKeys(trx, qtsp, checked, organizationIdentifier)),
  ];
  return { orders: checked, refusals };
}

function checkKinds(orders: readonly Order[]): readonly Refusal[] {
  const kinds = orders.map(({ kind }) => kind);
  const twice = [...new Set(kinds.filter((kind, index) => kinds.indexOf(kind) !== index))];
  return twice.map((kind) => refuse('kind-requested-twice', 'One certificate of each kind at most.', kind));
}

async function checkKeys(
  trx: Transaction,
  qtsp: Qtsp,
  orders: readonly CheckedOrder[],
  organizationIdentifier: string,
): Promise<readonly Refusal[]> {
  const hashes = orders.map(({ publicKey }) => hashOf(publicKey));
  if (hashes.length === 0) return [];
  const known = await listOfKeys(trx, hashes);
  const own = listOwnKeys(qtsp);
  return orders.flatMap(({ kind, publicKey }, index) => {
    const hash = hashOf(publicKey);
    const uses = known.filter((certificate) => hashOf(certificate.publicKey) === hash);
    return [
      ...(own.includes(hash) ? [refuse('key-of-another-party', 'It is a key of this authority.', kind)] : []),
      ...(hashes.indexOf(hash) < index ? [refuse('key-reused', 'Two requests have the same key.', kind)] : []),
      ...uses.flatMap((certificate) => checkKeyUse(certificate, { organizationIdentifier, kind })),
    ];
  });
}

const listOwnKeys = ({ root, issuer }: Qtsp) =>
  [root.key.keyObject, issuer.key.publicKey].map((key) => hashOf(key.export({ type: 'spki', format: 'der' })));

async function record(
  trx: Transaction,
  qtsp: Qtsp,
  { caller, requestId, bodyHash }: ReceivedRequest,
  { claim, vettedDnsNames }: Wanted,
  orders: readonly CheckedOrder[],
  registration: StoredRegistration,
): Promise<Issuance> {
  const { clock, random, issuer, lifetimes } = qtsp;
  const { organizationIdentifier, ncaId } = registration;
  const receivedAt = clock();
  const issuanceId = random.uuid();
  const who = nameCaller(caller);
  const issuance: Issuance = {
    issuanceId,
    caller: who,
    requestId,
    bodyHash,
    organizationIdentifier,
    status: 'received',
    receivedAt,
  };
  await insertIssuance(trx, issuance);
  const serialNumbers: string[] = [];
  for (const [ordinal, order] of orders.entries()) {
    const serialNumber = createSerialNumber(random.bytes);
    serialNumbers.push(serialNumber);
    await insertCertificate(trx, {
      ...order,
      serialNumber,
      issuanceId,
      ordinal,
      party: toParty(registration, claim),
      ncaId,
      countries: claim.countries ?? [registration.country],
      vettedDnsNames,
      createdAt: receivedAt,
      ...toValidity(lifetimes[order.kind], receivedAt, issuer.certificate.notAfter),
    });
  }
  if (caller.kind === 'enrolment') await closeEnrolment(trx, caller.enrolmentId, 'used');
  const kinds = orders.map(({ kind }) => kind);
  const body = { ncaId, issuanceId, kinds, serialNumbers, roles: claim.roles };
  await qtsp.journal.append(trx, { kind: 'certificates-requested', actor: who, subject: organizationIdentifier, body });
  await qtsp.at?.('recording');
  return issuance;
}

/** The name as the register spells it, whatever the case in the request. */
function toParty(registration: StoredRegistration, { roles }: Wanted['claim']): Party {
  const { legalName, country, organizationIdentifier, ncaId, ncaName, locality, registrationNumber } = registration;
  return {
    legalName,
    country,
    organizationIdentifier,
    commonName: legalName,
    roles,
    ncaId,
    ncaName,
    ...(locality === undefined ? {} : { locality }),
    ...(registrationNumber === undefined ? {} : { registrationNumber }),
  };
}
