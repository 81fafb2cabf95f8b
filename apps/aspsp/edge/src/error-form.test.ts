import { expect, test } from 'vitest';
import { DEFAULT_WIRE_CHOICES } from './choices.ts';
import { chooseForm } from './error-form.ts';

test.each([
  [null, 'tpp-messages'],
  ['application/json', 'tpp-messages'],
  ['application/problem+json', 'problem'],
  ['APPLICATION/PROBLEM+JSON ; Q=0.9', 'problem'],
  ['application/problem+json;q=0.4, application/json;q=0.5', 'tpp-messages'],
  ['application/problem+json, */*;q=0.1', 'problem'],
  ['application/problem+json;q=0, */*', 'tpp-messages'],
  ['application/problem+json;q=x, application/json;q=0.1', 'tpp-messages'],
  ['application/xml', 'tpp-messages'],
  ['', 'tpp-messages'],
])('Accept %s asks for %s', (accept, form) => {
  expect(chooseForm(accept, DEFAULT_WIRE_CHOICES)).toBe(form);
});
