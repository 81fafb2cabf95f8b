import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { giveConsent, HOUSEHOLD, nameOf, openReadBank, PSU_PRESENT, SAVINGS } from '../bank.fixture.ts';

const bank = await openReadBank();
const consent = await giveConsent(bank, { balances: [await nameOf(bank, HOUSEHOLD)] });
const ofOtherPsu = await giveConsent(bank, { allPsd2: 'allAccounts' }, { psu: 'twoYears' });
const ofOtherTpp = await giveConsent(bank, { balances: [await nameOf(bank, SAVINGS)] });
afterAll(() => bank.close());

const own = consent.resource(HOUSEHOLD);
const foreign = [ofOtherPsu.resource('demo-account-201'), ofOtherTpp.resource(SAVINGS)];
const internal = ['demo-account-101', 'demo-account-201', 'DE12999999990000000101', 'demo-personal'];

/** Ids as attackers and broken clients send them, and bits of ids that are somebody's. */
const oddId = fc.oneof(
  fc.string({ unit: ANY_CHARACTER, maxLength: 80 }),
  fc.string({ maxLength: 40 }),
  fc.uuid(),
  fc.constantFrom(...foreign, ...internal, ofOtherPsu.consentId, ofOtherTpp.consentId),
  fc.constantFrom(
    '.',
    '..',
    '%',
    '%2e%2e',
    '%00',
    '%c0%ae',
    'null',
    'undefined',
    '0',
    '-1',
    '__proto__',
    "' OR '1'='1",
  ),
  fc
    .tuple(fc.nat(own.length - 1), fc.constantFrom(...'0123456789abcdefgG-'))
    .map(([at, letter]) => own.slice(0, at) + letter + own.slice(at + 1)),
  fc.constantFrom(own.toUpperCase(), ` ${own}`, `${own} `, `${own}/`, own.slice(1), own + own),
  fc.integer({ min: 200, max: 5000 }).map((length) => 'a'.repeat(length)),
);
const collection = fc.constantFrom('accounts', 'card-accounts');
const below = fc.constantFrom('', '/balances', '?withBalance=true', '/cheques');

/** As it is where a path can hold it, or percent-encoded. */
const inPath = (id: string) => fc.constantFrom(encodeURIComponent(id.toWellFormed()), id.replace(/[^!-"$-.0-~]/g, '~'));

test('whatever stands for the id of an account, the answer is a 4xx as declared, and nothing of another PSU', async () => {
  const request = fc.tuple(collection, oddId.chain(inPath), below);
  await fc.assert(
    fc.asyncProperty(request, async ([name, id, rest]) => {
      const url = new URL(`https://bank.example/v1/${name}/${id}${rest}`);
      // a path that was resolved to that of a list, or of the own account, is no odd id
      fc.pre(url.pathname !== `/v1/${name}` && url.pathname !== `/v1/${name}/` && !url.pathname.includes(own));
      fc.pre(url.pathname.startsWith(`/v1/${name}/`));
      const answer = await consent.get(`${url.pathname}${url.search}`, PSU_PRESENT);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(Object.keys(answer.body)).toEqual(['tppMessages']);
      for (const secret of [...foreign, 'demo-', 'ES25']) expect(answer.text).not.toContain(secret);
    }),
    { numRuns: 300 },
  );
  expect(bank.errors).toEqual([]);
});

test('whatever stands for the consent, the answer is a 4xx as declared', async () => {
  // what a header can hold, without the blanks around it that are not part of it
  const header = oddId.map((id) => id.replace(/[^ -~]/g, '').trim());
  await fc.assert(
    fc.asyncProperty(header, fc.constantFrom('/v1/accounts', `/v1/accounts/${own}/balances`), async (id, target) => {
      fc.pre(id !== ofOtherPsu.consentId || target !== '/v1/accounts');
      const answer = await consent.get(target, { ...PSU_PRESENT, 'consent-id': id });
      expect(answer.outcome).toMatch(/^(400 CONSENT_UNKNOWN|400 FORMAT_ERROR)$/);
    }),
    { numRuns: 200 },
  );
  expect(bank.errors).toEqual([]);
});

test('whatever the query says, the answer is the list or a 4xx', async () => {
  const parameter = fc.tuple(
    fc.constantFrom('withBalance', 'withbalance', 'x'),
    fc.string({ unit: ANY_CHARACTER, maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(parameter, { maxLength: 4 }), async (parameters) => {
      const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&');
      const { status } = await consent.get(`/v1/accounts?${query}`, PSU_PRESENT);
      expect([200, 400]).toContain(status);
    }),
  );
  expect(bank.errors).toEqual([]);
});

test('the consent of another TPP does not open even its own accounts', async () => {
  for (const id of foreign) {
    const answer = await consent.get(`/v1/accounts/${id}/balances`, { 'consent-id': ofOtherPsu.consentId });
    expect(answer.outcome).toBe('400 CONSENT_UNKNOWN');
  }
});
