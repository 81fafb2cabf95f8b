import type { Io } from './io.ts';

export interface Option {
  readonly type: 'flag' | 'text' | 'texts';
  readonly summary: string;
  /** What stands for the value in the help: `FILE`. */
  readonly value?: string;
  readonly default?: string;
  readonly choices?: readonly string[];
}

export interface Argument {
  readonly name: string;
  readonly summary: string;
}

/** One definition, from which parsing and help both come. */
export interface Command {
  /** One word, or several: `bundle`, `schema show`. Commands that begin with the same word are a group. */
  readonly name: string;
  readonly summary: string;
  /** What one line cannot say, as further lines. */
  readonly details?: readonly string[];
  /** All of them are required. */
  readonly arguments: readonly Argument[];
  readonly options: Readonly<Record<string, Option>>;
  /** What the exit codes mean for this command, where it differs from what they mean for all. */
  readonly exits: readonly (readonly [number, string])[];
  /** Calls as one types them, without the name of the program. */
  readonly examples: readonly string[];
  /** Resolves to the exit code. */
  run(call: Call, io: Io): Promise<number>;
}

/** The arguments and options of one call, checked against the definition. */
export interface Call {
  argument(name: string): string;
  flag(name: string): boolean;
  /** The value given, or the default. */
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
}

/** Options that every command takes. */
export const COMMON_OPTIONS: Readonly<Record<string, Option>> = {
  json: { type: 'flag', summary: 'Print the result as JSON, and nothing else, on standard output.' },
  debug: { type: 'flag', summary: 'Print the stack of an unexpected error.' },
  help: { type: 'flag', summary: 'Print this help.' },
};
