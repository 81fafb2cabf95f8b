import { BANK_PROFILE, DEFAULT_PROFILE, PRESETS, parseProfile } from '@openxs2a/profile';
import { expect, test } from 'vitest';
import { DEFAULT_WIRE_CHOICES } from './choices.ts';
import { toWireChoices } from './to-wire-choices.ts';
import { createWireTable } from './wire-table.ts';

const { form: FORM, ...SWITCHES } = BANK_PROFILE.properties.errors.properties;
const { form: _, ...switches } = DEFAULT_PROFILE.errors;
const DEFAULTS: Readonly<Record<string, unknown>> = switches;
const OTHERS = Object.entries(SWITCHES).flatMap(([key, schema]) =>
  schema.enum.filter((value) => value !== DEFAULTS[key]).map((value) => ({ key, value })),
);

test('what a bank that says nothing answers is what the profile has as its defaults', () => {
  expect(DEFAULT_WIRE_CHOICES).toEqual(toWireChoices(DEFAULT_PROFILE));
  expect(DEFAULT_WIRE_CHOICES).toMatchObject(DEFAULTS);
});

test.each(OTHERS)('the switch $key of a profile, at $value, changes what leaves', ({ key, value }) => {
  const choices = toWireChoices(parseProfile({ errors: { [key]: value } }));
  expect(createWireTable(choices)).not.toEqual(createWireTable(DEFAULT_WIRE_CHOICES));
});

test.each([
  ['accept', 'tpp-messages', true],
  ['tppMessages', 'tpp-messages', false],
  ['problem+json', 'problem', false],
] as const)('ERR-FMT-001 the form %s of a profile is %s, by Accept: %s', (form, errorForm, errorFormByAccept) => {
  expect(FORM.enum).toContain(form);
  expect(toWireChoices(parseProfile({ errors: { form } }))).toMatchObject({ errorForm, errorFormByAccept });
});

test.each(Object.keys(PRESETS))('the preset %s makes choices for every switch', (name) => {
  // a key of PRESETS
  const choices = toWireChoices(parseProfile(PRESETS[name as keyof typeof PRESETS]));
  for (const key of Object.keys(SWITCHES)) expect(choices).toHaveProperty(key);
});
