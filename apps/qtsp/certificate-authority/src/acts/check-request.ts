import type { Transaction } from '@openxs2a/store';
import { checkKeyUse } from '../domain/check-key-use.ts';
import { type CheckedOrder, checkOrder, type Order } from '../domain/check-order.ts';
import { checkRegistration } from '../domain/check-registration.ts';
import { hashOf } from '../domain/hash.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { listOfKeys } from '../store/certificates.ts';
import { findAuthorityOfNumber, type StoredRegistration } from '../store/registrations.ts';
import type { Wanted } from './certificates-request.ts';
import { toSpki } from './house-certificate.ts';
import type { Qtsp } from './qtsp.ts';

/** What of a request stands, and everything that stands against it. */
export async function checkRequest(
  trx: Transaction,
  qtsp: Qtsp,
  organizationIdentifier: string,
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
  [root.key.keyObject, issuer.key.publicKey].map((key) => hashOf(toSpki(key)));
