import { expect, test } from 'vitest';
import { isIban } from '../iban.ts';
import { addDays } from '../iso-date.ts';
import { generateDemo } from './generate-demo.ts';
import { DEMO_PSUS } from './psus.ts';

const TODAY = '2026-11-26';

test('the same seed and day make the same bank, another seed another', () => {
  const options = { today: TODAY, entries: 30 };
  expect(generateDemo(options)).toEqual(generateDemo(options));
  expect(generateDemo({ ...options, seed: 2 })).not.toEqual(generateDemo(options));
});

test('nothing is of a day that has not come, and two years are two years', () => {
  const { scenes } = generateDemo({ today: TODAY, entries: 30 });
  const days = scenes.flatMap(({ steps }) => steps.map(({ day }) => day)).toSorted();
  expect(days.at(-1)).toBe(TODAY);
  expect(days[0]).toBe(addDays(TODAY, -730));
});

test('every PSU is in one scene, and who signs together is one corporate', () => {
  const { scenes } = generateDemo({ today: TODAY, entries: 30 });
  const psus = scenes.flatMap(({ psus }) => psus.map(({ id }) => id));
  expect(psus.toSorted()).toEqual(
    Object.values(DEMO_PSUS)
      .map(({ id }) => id)
      .toSorted(),
  );
  const joint = scenes.find(({ psus }) => psus.length === 2);
  expect(new Set(joint?.psus.map(({ corporateId }) => corporateId)).size).toBe(1);
  expect(joint?.accounts.map(({ signatures }) => signatures)).toEqual([2]);
});

test('all accounts have IBANs or card numbers of their own, in six countries', () => {
  const { scenes } = generateDemo({ today: TODAY, entries: 30 });
  const ibans = new Set(scenes.flatMap(({ accounts }) => accounts.flatMap(({ iban }) => iban ?? [])));
  expect([...ibans].every(isIban)).toBe(true);
  expect([...new Set([...ibans].map((iban) => iban.slice(0, 2)))].toSorted()).toEqual([
    'AT',
    'BE',
    'DE',
    'ES',
    'FR',
    'NL',
  ]);
});

test('there are as many entries as were asked for, each with an id of its own', () => {
  const { scenes } = generateDemo({ today: TODAY, entries: 1_234 });
  const busy = scenes.find(({ psus }) => psus.includes(DEMO_PSUS.thousandsOfEntries));
  expect(busy?.steps).toHaveLength(1_234);
  const ids = scenes
    .flatMap(({ steps }) =>
      steps.flatMap((step) =>
        step.kind === 'post' ? step.entry.postings.map(({ transactionId }) => transactionId) : [],
      ),
    )
    .filter((id) => id !== undefined);
  expect(new Set(ids).size).toBe(ids.length);
});
