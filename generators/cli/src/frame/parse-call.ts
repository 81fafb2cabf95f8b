import { parseArgs } from 'node:util';
import { type Call, COMMON_OPTIONS, type Command, type Option } from './command.ts';
import { UsageError } from './errors.ts';
import { suggest } from './suggest.ts';

type Values = ReadonlyMap<string, readonly string[]>;

/** Checks a call against the definition of its command; everything that is wrong with it is a UsageError. */
export function parseCall(command: Command, args: readonly string[]): Call {
  const options = { ...command.options, ...COMMON_OPTIONS };
  const { positionals, values } = readTokens(args, options);
  const named = nameArguments(command, positionals, values.has('help'));
  return createCall(options, named, values);
}

function readTokens(args: readonly string[], options: Command['options']): { positionals: string[]; values: Values } {
  const config = Object.entries(options).map(([name, option]) => [name, { type: typeOf(option) }] as const);
  const { tokens } = parseArgs({ args: [...args], options: Object.fromEntries(config), strict: false, tokens: true });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') {
      const value = checkOption(token, options);
      values.set(token.name, [...(values.get(token.name) ?? []), value]);
    }
  }
  return { positionals, values };
}

function typeOf(option: Option): 'boolean' | 'string' {
  return option.type === 'flag' ? 'boolean' : 'string';
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checkOption({ name, rawName, value, inlineValue }: OptionToken, options: Command['options']): string {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) throw new UsageError(`Unknown option "${rawName}".${hint(name, Object.keys(options))}`);
  if (option.type === 'flag') {
    if (value !== undefined) throw new UsageError(`Option "${rawName}" takes no value.`);
    return '';
  }
  if (value === undefined || value === '' || (!inlineValue && value.startsWith('-'))) {
    throw new UsageError(
      `Option "${rawName}" needs a value${option.value === undefined ? '' : `: ${rawName} ${option.value}`}.`,
    );
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    throw new UsageError(`Option "${rawName}" is one of ${option.choices.join(', ')}; got "${value}".`);
  }
  return value;
}

function hint(name: string, known: readonly string[]): string {
  const meant = suggest(name, known);
  return meant === undefined ? '' : ` Did you mean "--${meant}"?`;
}

function nameArguments(command: Command, given: readonly string[], lenient: boolean): ReadonlyMap<string, string> {
  const [extra] = given.slice(command.arguments.length);
  if (extra !== undefined) throw new UsageError(`Unexpected argument "${extra}".`);
  const missing = command.arguments[given.length];
  if (missing !== undefined && !lenient) throw new UsageError(`${missing.name} is missing: ${missing.summary}`);
  return new Map(given.map((value, index) => [command.arguments[index]?.name ?? '', value]));
}

function createCall(options: Command['options'], named: ReadonlyMap<string, string>, values: Values): Call {
  const declared = (name: string): Option => {
    const option = options[name];
    if (option === undefined) throw new TypeError(`The command declares no option "${name}".`);
    return option;
  };
  return {
    argument: (name) => {
      const value = named.get(name);
      if (value === undefined) throw new TypeError(`The command declares no argument "${name}".`);
      return value;
    },
    flag: (name) => declared(name).type === 'flag' && values.has(name),
    text: (name) => values.get(name)?.at(-1) ?? declared(name).default,
    texts: (name) => (declared(name).type === 'texts' ? (values.get(name) ?? []) : []),
  };
}
