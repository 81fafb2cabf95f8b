import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { appendPointer } from '../pointer.ts';
import { parseYaml } from './yaml-places.ts';

const text = `openapi: 3.1.0
paths:
  /a:
    get: { tags: [x, y] }
  "/b~":
  - first
  - last: &anchor
      deep: 1
merged:
  <<: *anchor
  own: true
`;

test.each([
  ['', 1, 1],
  ['/openapi', 1, 1],
  ['/paths/~1a', 3, 3],
  ['/paths/~1a/get/tags', 4, 12],
  ['/paths/~1a/get/tags/1', 4, 22],
  ['/paths/~1b~0/1/last/deep', 8, 7],
  ['/merged/own', 11, 3],
  ['/merged/deep', 9, 1],
  ['/paths/none/there', 2, 1],
])('%s stands in line %d, column %d', (pointer, line, column) => {
  expect(parseYaml(text).place(pointer)).toEqual({ line, column });
});

test('merged keys are members', () => {
  expect(parseYaml(text).value).toMatchObject({ merged: { deep: 1, own: true } });
});

test('numbers, words and dates are what YAML 1.2 says they are', () => {
  expect(parseYaml('[yes, no, on, 2020-01-01, 1.0, 012, 0x1F, ~, "1"]').value).toEqual([
    'yes',
    'no',
    'on',
    '2020-01-01',
    1,
    12,
    31,
    null,
    '1',
  ]);
});

test('every value written as YAML or JSON is read back, and each of its members is found in its text', () => {
  const key = fc.string({ minLength: 1, maxLength: 5 }).filter((name) => name !== '__proto__' && name !== '<<');
  const { value } = fc.letrec((tie) => ({
    leaf: fc.oneof(fc.boolean(), fc.integer(), fc.constant(null), fc.string({ maxLength: 8 })),
    value: fc.oneof(
      { maxDepth: 4 },
      tie('leaf'),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(
      value,
      fc.constantFrom(stringify, (data: unknown) => JSON.stringify(data, null, 1)),
      (data, print) => {
        const parsed = parseYaml(print(data));
        expect(parsed.value).toEqual(data);
        const lines = print(data).split('\n');
        if (typeof data !== 'object' || data === null) return;
        for (const name of Object.keys(data)) {
          const place = parsed.place(appendPointer('', name));
          expect(place).toBeDefined();
          expect(lines.length).toBeGreaterThanOrEqual(place?.line ?? 0);
        }
      },
    ),
  );
});

test('what is no YAML is refused', () => {
  for (const broken of ['{a: [}', 'a: 1\na: 2\n', '*nothing', 'a: b: c']) expect(() => parseYaml(broken)).toThrow();
});
