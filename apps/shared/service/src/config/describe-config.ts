import type { TObject } from 'typebox';
import type { Readable } from './coerce.ts';
import { toEnvironmentName } from './environment.ts';

/** A key of the environment, for documentation and `--help`. */
export interface ConfigKey {
  readonly name: string;
  /** `integer`, `true, false`, `a, b`, `list`, `JSON`. */
  readonly type: string;
  /** As it would be written in the environment; absent where there is none. */
  readonly default?: string;
  readonly required: boolean;
  readonly secret: boolean;
  readonly description: string;
}

export function describeConfig(schema: TObject): readonly ConfigKey[] {
  return Object.entries(schema.properties).map(([key, property]) => {
    const readable: Readable = property;
    const standard = readable.default === undefined ? {} : { default: renderDefault(readable.default) };
    return {
      name: toEnvironmentName(key),
      type: typeOf(readable),
      ...standard,
      required: readable.default === undefined && (schema.required?.includes(key) ?? false),
      secret: readable.secret === true,
      description: readable.description ?? '',
    };
  });
}

/** The keys as a table in Markdown, for the terminal and for a README. */
export function renderConfig(schema: TObject): string {
  const rows = describeConfig(schema).map((key) => {
    const standard = key.required ? 'required' : key.default && `\`${key.default}\``;
    return `| \`${key.name}\` | ${key.secret ? 'secret' : key.type} | ${standard ?? ''} | ${key.description} |`;
  });
  return ['| key | type | default | |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function typeOf({ type, anyOf, enum: values, items }: Readable): string {
  const choices = values ?? anyOf?.flatMap((choice) => choice.const ?? []);
  if (choices !== undefined && choices.length > 0) return choices.join(', ');
  if (type === 'array') return items?.type === 'object' ? 'JSON' : 'list';
  if (type === 'object') return 'JSON';
  return type === 'string' || type === undefined ? 'text' : type;
}

function renderDefault(value: unknown): string {
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
