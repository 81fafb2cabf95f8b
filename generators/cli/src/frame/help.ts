import { COMMON_OPTIONS, type Command, type Option } from './command.ts';
import type { Program } from './program.ts';
import { alignRows } from './table.ts';

const EXITS: readonly (readonly [number, string])[] = [
  [0, 'Fine.'],
  [1, 'Findings.'],
  [2, 'The input or the call cannot be used; nothing was changed.'],
  [70, 'A defect of the program.'],
];

export function renderProgramHelp(program: Program): string {
  const commands = alignRows(
    program.commands.map(({ name, summary }) => [name, summary]),
    '  ',
  );
  return lines([
    `${program.name} ${program.version}`,
    program.summary,
    '',
    `Usage: ${program.name} COMMAND [OPTIONS]`,
    '',
    'Commands:',
    ...commands,
    '',
    'Options:',
    ...alignRows([...optionRows(COMMON_OPTIONS), ['--version', 'Print the version.']], '  '),
    '',
    'Exit codes:',
    ...exitRows(EXITS),
    '',
    `"${program.name} COMMAND --help" says more about a command.`,
  ]);
}

export function renderCommandHelp(program: Program, command: Command): string {
  const usage = [program.name, command.name, ...command.arguments.map(({ name }) => name), '[OPTIONS]'].join(' ');
  return lines([
    command.summary,
    ...section('', command.details ?? []).slice(1),
    '',
    `Usage: ${usage}`,
    ...section(
      'Arguments:',
      alignRows(
        command.arguments.map(({ name, summary }) => [name, summary]),
        '  ',
      ),
    ),
    ...section('Options:', alignRows(optionRows({ ...command.options, ...COMMON_OPTIONS }), '  ')),
    ...section('Exit codes:', exitRows(mergeExits(command.exits))),
    ...section(
      'Examples:',
      command.examples.map((example) => `  ${program.name} ${example}`),
    ),
  ]);
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

function section(title: string, body: readonly string[]): string[] {
  return body.length === 0 ? [] : ['', title, ...body];
}

function optionRows(options: Readonly<Record<string, Option>>): string[][] {
  return Object.entries(options).map(([name, option]) => [
    option.type === 'flag' ? `--${name}` : `--${name} ${option.value ?? 'TEXT'}`,
    `${option.summary}${suffixOf(option)}`,
  ]);
}

function suffixOf({ type, choices, default: preset }: Option): string {
  const said = [
    ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
    ...(preset === undefined ? [] : [`default: ${preset}`]),
    ...(type === 'texts' ? ['may be repeated'] : []),
  ];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

function mergeExits(own: Command['exits']): readonly (readonly [number, string])[] {
  return [...new Map([...EXITS, ...own])];
}

function exitRows(exits: readonly (readonly [number, string])[]): string[] {
  return alignRows(
    exits.map(([code, meaning]) => [String(code), meaning]),
    '  ',
  );
}
