import { expect, test } from 'vitest';
import { commandOf, OptionError, parseOptions, renderHelp } from './options.ts';

const NAMES = ['generation', 'server'];

test.each([
  [[], { only: [], rounds: 7, isQuick: false, json: undefined, isHelp: false }],
  [['--quick'], { only: [], rounds: 2, isQuick: true, json: undefined, isHelp: false }],
  [['--quick', '--rounds', '5'], { only: [], rounds: 5, isQuick: true, json: undefined, isHelp: false }],
  [
    ['--only', 'server', '--only', 'generation', '--json', 'x.json'],
    { only: ['server', 'generation'], rounds: 7, isQuick: false, json: 'x.json', isHelp: false },
  ],
])('%j is understood', (args, options) => {
  expect(parseOptions(args, NAMES)).toEqual(options);
});

test.each([
  [['--only', 'sever'], 'There is no bench "sever"; there are generation, server.'],
  [['--rounds', 'many'], '"--rounds" is no number of rounds: "many".'],
  [['--rounds', '0'], '"--rounds" is no number of rounds: "0".'],
  [['--fast'], /Unknown option '--fast'/],
])('%j is refused', (args, message) => {
  expect(() => parseOptions(args, NAMES)).toThrow(OptionError);
  expect(() => parseOptions(args, NAMES)).toThrow(message);
});

test('the help names every bench', () => {
  expect(renderHelp([{ name: 'server', summary: 'requests' }])).toContain('  server  requests\n');
});

test.each([
  [[], 'npm run bench'],
  [['--json', 'x.json'], 'npm run bench'],
  [['--rounds', '7'], 'npm run bench'],
  [['--quick', '--only', 'server', '--rounds', '3'], 'npm run bench -- --only server --quick --rounds 3'],
])('%j is repeated by %s', (args, command) => {
  expect(commandOf(parseOptions(args, NAMES))).toBe(command);
});
