import { expect, test } from 'vitest';
import { joinTexts } from './plain-text.ts';

test.each<[unknown[], string]>([
  [['List books', 'All of `them`.'], 'List books. All of them.'],
  [
    ['**Codes**:\n\n| code | meaning |\n|---|:--|\n| `A` | first |\n| `B` | second |'],
    'Codes: code, meaning; A, first; B, second.',
  ],
  [['## Title\n- one\n- two'], 'Title one two'],
  [[undefined, '', ' ', null, 7, 'a'], 'a'],
  [[], ''],
])('%j reads %j', (texts, text) => {
  expect(joinTexts(texts)).toBe(text);
});
