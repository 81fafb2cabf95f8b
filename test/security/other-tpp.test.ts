import type { TestTpp } from '@openxs2a/bank/testing';
import { descriptors } from '@openxs2a/xs2a/server';
import { afterAll, expect, test } from 'vitest';
import { ask, idsOf, MADE_UP, openTwoTpps } from './two-tpps.fixture.ts';

// Of every operation that the interface has or will have: what finds something by an id finds it for its owner alone.

const { bank, owner, other, owned, others } = await openTwoTpps();
afterAll(() => bank.close());

const OPERATIONS = Object.values(descriptors).filter((operation) => idsOf(operation).length > 0);
const CASES = OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);
/** What is answered where there is nothing of that id; the service may also not be offered at all. */
const NOTHING =
  /^(403 CONSENT_UNKNOWN|400 CONSENT_UNKNOWN|40[34] RESOURCE_UNKNOWN|40[45] (SERVICE_INVALID|RESOURCE_UNKNOWN))$/;
const NOT_OFFERED = '405 SERVICE_INVALID';

test.each(CASES)('API1 the ids of another TPP are as unknown as ids that nobody has: %s', async (_, operation) => {
  const foreign = await ask(other, operation, owned);
  const madeUp = await ask(other, operation, MADE_UP);
  expect(foreign).toEqual(madeUp);
  expect(foreign.outcome).toMatch(NOTHING);
});

test.each(CASES)('API1 one id of another TPP among one’s own is unknown: %s', async (_, operation) => {
  for (const name of idsOf(operation)) {
    const foreign = await ask(other, operation, { ...others, [name]: owned[name] ?? '' });
    expect(foreign, name).toEqual(await ask(other, operation, { ...others, [name]: MADE_UP[name] ?? '' }));
    expect(foreign.outcome, name).toMatch(NOTHING);
  }
});

test.each(CASES.filter(([, operation]) => idsOf(operation).length > 1))(
  'API1 what belongs to one consent is unknown below another of the same TPP: %s',
  async (_, operation) => {
    second ??= await bank.consent(owner, 'personal');
    const crossed = await ask(owner, operation, { ...owned, 'Consent-ID': second, consentId: second });
    expect(crossed.outcome).toMatch(NOTHING);
  },
);
let second: string | undefined;

test.each(CASES)('API5 the same TPP without the role gets none of it: %s', async (_, operation) => {
  withoutRole ??= await bank.tpp({ organizationIdentifier: owner.tppId, roles: ['PSP_AS'] });
  const { outcome } = await ask(withoutRole, operation, owned);
  expect(['401 ROLE_INVALID', NOT_OFFERED]).toContain(outcome);
  expect(outcome === NOT_OFFERED).toBe((await ask(other, operation, MADE_UP)).outcome === NOT_OFFERED);
});
let withoutRole: TestTpp | undefined;

test('API5 every operation asks who calls and for the role of its service', () => {
  const unguarded = Object.values(descriptors).filter(
    ({ guards = {} }) => !['certificate', 'tpp', 'signature', 'role'].every((name) => name in guards),
  );
  expect(unguarded.map(({ id }) => id)).toEqual([]);
});

test('API1 after all that, everything is as it was for its owner, who reads it by the same ids', async () => {
  const reads = OPERATIONS.filter(({ method }) => method === 'GET');
  const outcomes = await Promise.all(
    reads.map(async (operation) => [operation.id, (await ask(owner, operation, owned)).outcome] as const),
  );
  const refused = outcomes.filter(([, outcome]) => outcome !== '200' && outcome !== NOT_OFFERED);
  expect(refused).toEqual([]);
  expect(outcomes.filter(([, outcome]) => outcome === '200').length).toBeGreaterThan(12);
  expect(bank.errors).toEqual([]);
});
