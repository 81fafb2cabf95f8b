import type { Command } from './command.ts';
import { InputError, UsageError } from './errors.ts';
import { EXIT } from './exit.ts';
import { renderCommandHelp, renderProgramHelp } from './help.ts';
import type { Io } from './io.ts';
import { parseCall } from './parse-call.ts';
import { suggest } from './suggest.ts';

/** A program is its commands. */
export interface Program {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly commands: readonly Command[];
  /** What the commands of a group have in common, by their first word. */
  readonly groups?: Readonly<Record<string, string>>;
}

/**
 * Runs one call and resolves to its exit code. A wrong call and unusable input are told in a line or two; a defect
 * names itself and shows its stack only when `--debug` asks for it.
 */
export async function runProgram(program: Program, args: readonly string[], io: Io): Promise<number> {
  const [first = '', ...rest] = args;
  const group = findGroup(program, first);
  if (group !== undefined) return runProgram(group, rest, io);
  try {
    return await dispatch(program, args, io);
  } catch (error) {
    return complain(program, args, error, io);
  }
}

/** The commands that begin with a word, as a program of their own: its name goes on with that word, theirs begin behind it. */
function findGroup(program: Program, word: string): Program | undefined {
  const behind = (text: string) => text.slice(word.length + 1);
  const commands = program.commands
    .filter(({ name }) => name.startsWith(`${word} `))
    .map((command) => ({ ...command, name: behind(command.name), examples: command.examples.map(behind) }));
  const { groups, ...rest } = program;
  const summary = groups?.[word] ?? program.summary;
  return commands.length === 0 ? undefined : { ...rest, name: `${program.name} ${word}`, summary, commands };
}

async function dispatch(program: Program, args: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') return help(program, rest, io);
  if (first === '--version' || first === '-V') return print(io, `${program.version}\n`);
  const command = findCommand(program, first);
  const call = parseCall(
    command,
    rest.map((arg) => (arg === '-h' ? '--help' : arg)),
  );
  if (call.flag('help')) return print(io, renderCommandHelp(program, command));
  return command.run(call, io);
}

function help(program: Program, [name = '', ...rest]: readonly string[], io: Io): number {
  const group = findGroup(program, name);
  if (group !== undefined) return help(group, rest, io);
  const known = program.commands.find((command) => command.name === name);
  return print(io, known === undefined ? renderProgramHelp(program) : renderCommandHelp(program, known));
}

function print(io: Io, text: string): number {
  io.out(text);
  return EXIT.fine;
}

function findCommand(program: Program, name: string): Command {
  const found = program.commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  if (name.startsWith('-')) throw new UsageError(`Unknown option "${name}".`);
  const words = program.commands.map((command) => command.name.split(' ', 1)[0] ?? '');
  const meant = suggest(name, [...new Set(words)]);
  throw new UsageError(`Unknown command "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`);
}

function complain(program: Program, args: readonly string[], error: unknown, io: Io): number {
  if (error instanceof UsageError) {
    const known = program.commands.some((command) => command.name === args[0]);
    io.err(`${error.message}\n"${[program.name, ...(known ? [args[0]] : []), '--help'].join(' ')}" shows the usage.\n`);
    return EXIT.unusable;
  }
  if (error instanceof InputError || isSystemError(error)) {
    io.err(`${error.message}\n`);
    return EXIT.unusable;
  }
  io.err(describeDefect(error, args.includes('--debug')));
  return EXIT.internal;
}

/** The machine refused: no permission, no space, no such folder. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

function describeDefect(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return `ERR_INTERNAL: ${String(error)}\n`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'ERR_INTERNAL';
  if (debug && error.stack !== undefined) return `${code}: ${error.stack}\n`;
  return `${code}: ${error.message}\nThis is a defect; --debug shows where.\n`;
}
