import { PassThrough } from 'node:stream';
import { parseHashedPassword } from '@openxs2a/sca';
import { systemRandom as random } from '@openxs2a/service';
import { expect, test } from 'vitest';
import { parseOperators } from '../open/operators.ts';
import { runOperator } from './run-operator.ts';

const CHEAP = { memory: 8, passes: 1, parallelism: 1 };
const PASSWORD = 'correct horse battery';

/** Runs the command with what is typed or piped in. */
async function run(args: readonly string[], { typed, isTTY = false }: { typed: readonly string[]; isTTY?: boolean }) {
  const [out, err]: [string[], string[]] = [[], []];
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const waiting = [...typed];
  const feed = () => {
    const next = waiting.shift();
    if (next === undefined) stdin.end();
    else stdin.write(next);
  };
  const stderr = {
    write(text: string) {
      err.push(text);
      if (isTTY && text.endsWith(': ')) setImmediate(feed);
    },
  };
  if (!isTTY) stdin.end(typed.join(''));
  const host = {
    argv: ['node', 'main.ts', ...args],
    stdin,
    stderr,
    stdout: { write: (text: string) => out.push(text) },
  };
  await runOperator(host, { random, hashing: CHEAP });
  return { out: out.join(''), err: err.join(''), exitCode: 'exitCode' in host ? host.exitCode : undefined };
}

test.each([
  ['piped in', { typed: [`${PASSWORD}\n`] }],
  ['piped in without a line end', { typed: [PASSWORD] }],
  ['typed twice at a terminal', { typed: [`${PASSWORD}\r`, `${PASSWORD}\r`], isTTY: true }],
])('a password that is %s becomes a line of OPERATORS, and shows nowhere', async (_, given) => {
  const { out, err, exitCode } = await run(['anna'], given);
  expect(exitCode).toBeUndefined();
  expect(out).toMatch(/^anna:\$argon2id\$v=19\$m=8,t=1,p=1\$[\w+/]+\$[\w+/]+\n$/);
  const [operator] = parseOperators(out);
  expect(operator).toEqual({ name: 'anna', hashed: parseHashedPassword(out.trim().slice('anna:'.length)) });
  expect(out + err).not.toContain('horse');
});

test('the same password is another line each time', async () => {
  const [one, other] = [await run(['anna'], { typed: [PASSWORD] }), await run(['anna'], { typed: [PASSWORD] })];
  expect(one.out).not.toBe(other.out);
});

test.each<[string, readonly string[], Parameters<typeof run>[1], RegExp]>([
  ['nobody', [], { typed: [PASSWORD] }, /^operator: Say who/],
  ['a name that is none', ['Anna'], { typed: [PASSWORD] }, /^operator: Say who/],
  ['a password on the command line', ['anna', 'horse'], { typed: [PASSWORD] }, /never taken from the command line/],
  ['a short password', ['anna'], { typed: ['short horse'] }, /12 to 128 characters/],
  ['nothing piped in', ['anna'], { typed: [] }, /12 to 128 characters/],
  ['two passwords', ['anna'], { typed: [`${PASSWORD}\r`, 'another horse\r'], isTTY: true }, /two different/],
  ['a terminal that is closed', ['anna'], { typed: [`${PASSWORD}\r`], isTTY: true }, /Nothing was typed/],
])('%s makes no line', async (_, args, given, words) => {
  const { out, err, exitCode } = await run(args, given);
  expect([out, exitCode]).toEqual(['', 2]);
  expect(err).toMatch(words);
  expect(err).not.toContain('horse');
});

test('what the command does is told by itself', async () => {
  expect((await run(['--help'], { typed: [] })).out).toContain('OPERATORS_FILE');
});
