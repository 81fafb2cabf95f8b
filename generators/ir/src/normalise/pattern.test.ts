import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalisePattern } from './pattern.ts';

const cases: readonly (readonly [written: string, normal: string | undefined])[] = [
  ['[A-Z]{2}', '^[A-Z]{2}$'],
  ['[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}', '^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$'],
  ['a|b', '^(?:a|b)$'],
  ['[|]', '^[|]$'],
  ['\\|', '^\\|$'],
  ['^GEO:', '^GEO:'],
  ['[^$]', '^[^$]$'],
  ['\\+[0-9]{1,3}\\-[0-9()+\\-]{1,30}', '^\\+[0-9]{1,3}-[0-9()+\\-]{1,30}$'],
  ['\\_\\:\\@', '^_:@$'],
  ['/^[a-z]+$/', '^[a-z]+$'],
  ['\\Aabc\\Z', '^abc$'],
  ['{[a-z]+}', '^\\{[a-z]+\\}$'],
  ['\\p{L}+', '^\\p{L}+$'],
  ['(', undefined],
  ['[z-a]', undefined],
];

test.each(cases)('%s is read as %s', (written, normal) => {
  expect(normalisePattern(written)?.pattern).toBe(normal);
});

test('what a repaired or anchored pattern accepts is the whole of what the pattern found', () => {
  const written = cases.flatMap(([pattern]) =>
    normalisePattern(pattern) === undefined || /[\^$A]/.test(pattern) ? [] : [pattern],
  );
  fc.assert(
    fc.property(fc.constantFrom(...written), fc.string(), (pattern, text) => {
      const normal = normalisePattern(pattern)?.pattern ?? '';
      const found = new RegExp(`^(?:${pattern.replace(/^\{|\}$/g, '\\$&')})$`, pattern.includes('\\p') ? 'u' : '').test(
        text,
      );
      expect(new RegExp(normal, 'u').test(text)).toBe(found);
    }),
  );
});
