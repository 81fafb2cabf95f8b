import { parseArgs } from 'node:util';

export interface Options {
  readonly only: readonly string[];
  readonly rounds: number;
  readonly isQuick: boolean;
  readonly json: string | undefined;
  readonly isHelp: boolean;
}

/** The call cannot be understood. */
export class OptionError extends Error {
  readonly code = 'ERR_OPTION';
}

const ROUNDS = 7;
const QUICK_ROUNDS = 2;

/** Throws OptionError. */
export function parseOptions(args: readonly string[], names: readonly string[]): Options {
  const { only = [], rounds, quick = false, json, help = false } = parse(args);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new OptionError(`There is no bench "${unknown[0]}"; there are ${names.join(', ')}.`);
  const count = rounds === undefined ? (quick ? QUICK_ROUNDS : ROUNDS) : Number(rounds);
  if (!Number.isInteger(count) || count < 1) throw new OptionError(`"--rounds" is no number of rounds: "${rounds}".`);
  return { only, rounds: count, isQuick: quick, json, isHelp: help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        rounds: { type: 'string' },
        quick: { type: 'boolean' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new OptionError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** The call that takes such figures again; where they are put makes no difference to them. */
export function commandOf({ only, rounds, isQuick }: Options): string {
  const parts = [
    ...only.map((name) => `--only ${name}`),
    ...(isQuick ? ['--quick'] : []),
    ...(rounds === (isQuick ? QUICK_ROUNDS : ROUNDS) ? [] : [`--rounds ${rounds}`]),
  ];
  return ['npm run bench', ...(parts.length === 0 ? [] : ['--', ...parts])].join(' ');
}

export function renderHelp(benches: readonly { readonly name: string; readonly summary: string }[]): string {
  const width = Math.max(...benches.map(({ name }) => name.length));
  const list = benches.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Measures OpenXS2A against its peers, all in turn in one run, and keeps the figures in tools/bench/RESULTS.md.

Usage: npm run bench -- [OPTIONS]

Options:
  --only NAME    Run this bench only. (may be repeated)
  --rounds N     Rounds in which each contestant runs once. Default: ${ROUNDS}, with --quick ${QUICK_ROUNDS}.
  --quick        Less work per turn: enough to see that all runs, not enough to quote. Leaves RESULTS.md alone.
  --json FILE    Write all figures, round by round, to this file.
  --help         Print this help.

Benches:
${list.join('\n')}

Nothing here fails because of a figure.
`;
}
