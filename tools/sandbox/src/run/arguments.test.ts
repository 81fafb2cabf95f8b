import { expect, test } from 'vitest';
import { HELP, parseArguments, UsageError } from './arguments.ts';

const portsFrom = (first: number) => ({
  reference: first,
  qtspPublic: first + 2,
  qtspSecure: first + 3,
  tpp: first + 6,
  banks: {
    bank: { interface: first + 1, operations: first + 4, pages: first + 5 },
    oauthBank: { interface: first + 7, operations: first + 8, pages: first + 9 },
  },
});
const ANY_OF_BANK = { interface: 0, operations: 0, pages: 0 };
const ANY = {
  reference: 0,
  qtspPublic: 0,
  qtspSecure: 0,
  tpp: 0,
  banks: { bank: ANY_OF_BANK, oauthBank: ANY_OF_BANK },
};

test('without arguments it stays up, on the usual ports, prints tables, and keeps what there is', () => {
  expect(parseArguments([], undefined)).toEqual({
    once: false,
    json: false,
    requests: false,
    reset: false,
    help: false,
    data: undefined,
    ports: portsFrom(8080),
  });
});

test.each([
  ['9000', portsFrom(9000)],
  ['0', ANY],
  ['', portsFrom(8080)],
  ['65526', portsFrom(65_526)],
])('PORT "%s" gives %o', (port, ports) => {
  const args = ['--once', '--json', '--requests', '--reset', '--data', 'here'];
  expect(parseArguments(args, port)).toEqual({
    once: true,
    json: true,
    requests: true,
    reset: true,
    help: false,
    data: 'here',
    ports,
  });
});

test.each<[string[], string | undefined]>([
  [['--twice'], undefined],
  [['up'], undefined],
  [['--once=yes'], undefined],
  [['--data'], undefined],
  [['--data', ''], undefined],
  [[], 'eighty'],
  [[], '65527'],
  [[], '-1'],
])('%o with PORT %s makes no sense', (args, port) => {
  expect(() => parseArguments(args, port)).toThrow(UsageError);
});

test('the help fits a terminal of 80 columns and names every option', () => {
  expect(HELP.split('\n').filter((line) => line.length > 80)).toEqual([]);
  for (const option of ['--once', '--json', '--requests', '--reset', '--data', '--help', 'PORT', 'DATABASE_URL'])
    expect(HELP).toContain(`  ${option}`);
});
