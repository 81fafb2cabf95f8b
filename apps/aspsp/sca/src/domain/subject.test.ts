import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONSENT, PAYMENT } from '../sca.fixture.ts';
import { type ConsentSubject, type Subject, subjectDigest } from './subject.ts';

const text = fc.string({ maxLength: 12, unit: ANY_CHARACTER });
const account = fc.record({ iban: text, currency: text }, { requiredKeys: ['iban'] });
const accounts = fc.uniqueArray(text, { maxLength: 5 });
const access = fc.record(
  { accounts: fc.array(account, { maxLength: 4 }), balances: fc.array(account, { maxLength: 4 }), allPsd2: text },
  { requiredKeys: [] },
);
const consent: fc.Arbitrary<ConsentSubject> = fc.record({
  kind: fc.constant('consent'),
  consentId: text,
  tppId: text,
  tppName: text,
  access,
  accounts,
  validUntil: text,
  recurring: fc.boolean(),
  frequencyPerDay: fc.nat({ max: 20 }),
});
const payment = fc.record({
  kind: fc.constantFrom('payment', 'payment-cancellation'),
  paymentId: text,
  tppId: text,
  tppName: text,
  creditorName: text,
  creditorAccount: text,
  amount: text,
  currency: text,
});
const login = fc.record({ kind: fc.constant('login' as const), psuId: text, to: text });
const subject: fc.Arbitrary<Subject> = fc.oneof(consent, payment, login);

/** The same with all members and all lists in another order. */
function shuffle(value: unknown, seed: number): unknown {
  const turn = <Item>(items: readonly Item[]) => {
    const by = items.length === 0 ? 0 : seed % items.length;
    return [...items.slice(by), ...items.slice(0, by)].reverse();
  };
  if (Array.isArray(value)) return turn(value.map((item) => shuffle(item, seed)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(turn(Object.entries(value)).map(([name, member]) => [name, shuffle(member, seed)]));
}

test('S-08: the order of members, and of lists that are sets, does not matter', () => {
  fc.assert(
    fc.property(subject, fc.nat(), (given, seed) => {
      // reordered, it is a subject still
      expect(subjectDigest(shuffle(given, seed) as Subject)).toBe(subjectDigest(given));
    }),
  );
});

test('S-08: an account that is named twice is named', () => {
  fc.assert(
    fc.property(consent, (given) => {
      const twice = { ...given, accounts: [...given.accounts, ...given.accounts] };
      expect(subjectDigest(twice)).toBe(subjectDigest(given));
    }),
  );
});

/** Every subject that differs from this one by one value, somewhere. */
function listChanges(value: unknown, other: string): readonly unknown[] {
  if (Array.isArray(value)) {
    const changed = value.flatMap((item, index) => listChanges(item, other).map((change) => value.with(index, change)));
    return [...changed, ...value.map((_, index) => value.toSpliced(index, 1)), [...value, { other }]];
  }
  if (typeof value === 'object' && value !== null) {
    const changed = Object.entries(value).flatMap(([name, member]) =>
      listChanges(member, other).map((change) => ({ ...value, [name]: change })),
    );
    return [...changed, { ...value, other }];
  }
  if (typeof value === 'string') return [`${value}${other}`];
  return typeof value === 'number' ? [value + 1, String(value)] : [!value, String(value)];
}

test('S-08: everything else does matter: whatever is changed, left out or added anywhere is another subject', () => {
  // a value that occurs nowhere else, so that no list is the same set afterwards
  const other = 'other\u{10ffff}';
  const distinct = fc.oneof(
    payment,
    login,
    consent.filter((given) => areSets(given)),
  );
  fc.assert(
    fc.property(distinct, (given) => {
      const digest = subjectDigest(given);
      for (const changed of listChanges(given, other)) {
        // no subject any more as often as not, and not to be taken for this one for all that
        expect(subjectDigest(changed as Subject)).not.toBe(digest);
      }
    }),
  );
});

/** Whether no list has an item twice, of which one may go and the set be the same. */
function areSets({ access }: ConsentSubject): boolean {
  return Object.values(access).every((list: unknown) => {
    const items = Array.isArray(list) ? list.map((item) => JSON.stringify(Object.entries(item).sort())) : [];
    return new Set(items).size === items.length;
  });
}

test('S-08: values do not run into each other', () => {
  const moved = { ...PAYMENT, creditorName: `${PAYMENT.creditorName}","x":"`, creditorAccount: '' };
  const digests = [
    PAYMENT,
    moved,
    { ...PAYMENT, kind: 'payment-cancellation' as const },
    CONSENT,
    { ...CONSENT, accounts: ['giro,savings'] },
    { ...CONSENT, accounts: ['giro', 'savings', ''] },
  ].map(subjectDigest);
  expect(new Set(digests).size).toBe(digests.length);
});

test('a digest is SHA-256 over RFC 8785, which anybody can make', () => {
  // printf '{"amount":"25.00",…}' | openssl dgst -sha256 -binary | basenc --base64url
  expect(subjectDigest(PAYMENT)).toBe('jUqPyiU62FcRrjS9reeEOOc1fmXEXxMtma-1ogQ7H4s');
});

test('a member by the name of a prototype is a member', () => {
  const access = JSON.parse('{"__proto__": {"a": 1}}');
  expect(subjectDigest({ ...CONSENT, access })).not.toBe(subjectDigest({ ...CONSENT, access: {} }));
});
