import { expect, test } from 'vitest';
import { formatClient } from './format.ts';

const LONG = Array.from({ length: 12 }, (_, index) => `Something${index}`);

test.each([
  ['indents by two, comments too', 'a\n    b\n        c\n     * d', 'a\n  b\n    c\n   * d'],
  [
    'puts packages first',
    "import { a } from '../a';\nimport { b } from 'b';",
    "import { b } from 'b';\nimport { a } from '../a';",
  ],
  ['closes the last member with a comma', '{\n        a: b()\n    };', '{\n    a: b(),\n  };'],
  ['leaves the members of a type alone', '{\n    a: B;\n};', '{\n  a: B;\n};'],
  [
    'breaks long imports',
    `import type { ${LONG.join(', ')} } from 'b';`,
    `import type {\n${LONG.map((name) => `  ${name},\n`).join('')}} from 'b';`,
  ],
  [
    'breaks long signatures',
    `export function ${LONG.join('')}(options: A<B>): C<D> {`,
    `export function ${LONG.join('')}(\n  options: A<B>,\n): C<D> {`,
  ],
  ['leaves what is short', "import { a } from 'a';", "import { a } from 'a';"],
])('%s', (_name, printed, formatted) => {
  expect(formatClient(printed)).toBe(formatted);
});
