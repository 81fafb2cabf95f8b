import { expect, test } from 'vitest';
import { checkContract } from './check-contract.ts';
import type { Specification } from './harness.ts';
import { SPECIFICATIONS } from './specifications.ts';

const everything = SPECIFICATIONS.find(({ name }) => name === 'everything');

async function check(name: string, tamper?: Specification['tamper']): Promise<string> {
  if (everything === undefined) throw new Error('The fixture is gone.');
  const { failures } = await checkContract(
    { ...everything, name: `tampered-${name}`, ...(tamper && { tamper }) },
    { runs: 2 },
  );
  return failures.join('\n');
}

test('a document keeps its contract', async () => {
  expect(await check('not')).toBe('');
}, 60_000);

/** Defects as an emitter could have them, and what tells them. */
const DEFECTS: readonly [name: string, path: string, from: string | RegExp, to: string, told: RegExp][] = [
  ['header', 'descriptors.ts', "name: 'X-Total'", "name: 'X-Totals'", /descriptors: lost: header .* X-Total$/m],
  ['coercion', 'descriptors.ts', /(name: 'X-Complete',\s+)shape: 'boolean'/, "$1shape: 'string'", /X-Complete/],
  ['status', 'descriptors.ts', "status: '304'", "status: '305'", /304/],
  ['pattern', 'validators/schemas.ts', "pattern: '^[A-Z][0-9]{2}$'", 'minLength: 0', /pattern body\/seat/],
  ['anchor', 'validators/schemas.ts', "pattern: '^[A-Z][0-9]{2}$'", "pattern: '[A-Z][0-9]{2}'", /pattern body\/seat/],
  ['required', 'validators/operations.ts', "required: ['X-Flag']", 'required: []', /header missing header\/X-Flag/],
  ['type', 'types/wire.ts', 'isbn?: string', 'isbm?: string', /types: lost: property Book \/isbn/],
];

test.each(DEFECTS)(
  'a defect of the output is told: %s',
  async (name, path, from, to, told) => {
    const change = (text: string) => {
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`"${path}" does not hold ${String(from)}.`);
      return changed;
    };
    expect(await check(name, { path, change })).toMatch(told);
  },
  60_000,
);
