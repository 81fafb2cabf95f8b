import { createTestBank } from '@openxs2a/edge/testing';
import { afterAll, expect, test } from 'vitest';

// An id opens nothing by itself (see other-tpp.test.ts). It cannot be guessed either, nor found from those that one has.

const bank = await createTestBank({ parts: () => [], demo: false });
afterAll(() => bank.close());
const COUNT = 1_500;
const TPP = { tppId: 'PSDDE-BAFIN-100001', legalName: 'Accounts in Sight GmbH' };
const REQUEST = {
  access: { allPsd2: 'allAccounts' },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
} as const;
/** Version 4 of RFC 9562: all of it is chance but for six bits, which leaves 122. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const ids = await bank.database.transaction(async (trx) => {
  const made: { consentId: string; authorisationId: string }[] = [];
  for (let count = 0; count < COUNT; count += 1) {
    const created = await bank.consents.create(trx, { tpp: TPP, request: REQUEST });
    if (!created.accepted) throw new Error(created.reason);
    const { consentId } = created.evidence;
    const started = await bank.consents.startAuthorisation(trx, { consentId, tppId: TPP.tppId });
    if (!started.accepted) throw new Error(started.reason);
    made.push({ consentId, authorisationId: started.evidence.authorisationId });
  }
  return made;
});

const bitsOf = (id: string) => BigInt(`0x${id.replaceAll('-', '')}`);
/** How often each bit is set; about half of the time where it is chance. */
const shares = (numbers: readonly bigint[]) =>
  Array.from(
    { length: 128 },
    (_, bit) => numbers.filter((number) => (number >> BigInt(bit)) & 1n).length / numbers.length,
  );
const isChance = (share: number) => Math.abs(share - 0.5) < 0.08; // six times as far as 1,500 throws of a coin stray

test.each(['consentId', 'authorisationId'] as const)('SEC-API-001 API1 each %s is chance, all but its form', (name) => {
  const all = ids.map((made) => made[name]);
  expect(all.filter((id) => !UUID.test(id))).toEqual([]);
  expect(new Set(all).size).toBe(COUNT);
  expect(shares(all.map(bitsOf)).filter(isChance)).toHaveLength(122);
});

test.each([
  ['the id before it', (at: number) => [ids[at]?.consentId, ids[at - 1]?.consentId]],
  ['that of its consent', (at: number) => [ids[at]?.authorisationId, ids[at]?.consentId]],
])('SEC-API-001 API1 no id follows from %s', (_, pairOf) => {
  const differences = ids.slice(1).map((_made, index) => {
    const [one = '', other = ''] = pairOf(index + 1);
    return bitsOf(one) ^ bitsOf(other);
  });
  expect(shares(differences).filter(isChance)).toHaveLength(122);
});
