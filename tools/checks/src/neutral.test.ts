import { expect, test } from 'vitest';
import { readFiles } from './repository.ts';

const BANKING = /\b(psd2|psu|tpp|aspsp|iban|qwac|qsealc|berlin group|nextgen\w*|banks?|banking|payments?|consents?)\b/i;

test('the generators know no word of banking outside their tests', () => {
  const files = readFiles('generators/*/src/**/*.ts').filter(
    ({ path }) => !/\.test\.ts$|\.test-d\.ts$|\/fixtures\//.test(path),
  );
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (isCode(line) && BANKING.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

/** A comment may give an example of a path or a name. */
function isCode(line: string): boolean {
  return !/^\s*(\/\/|\/?\*)/.test(line);
}
