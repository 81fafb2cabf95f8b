import { IsArray, IsObject, IsRecord, type TObject, type TSchema } from 'typebox';
import { BANK_PROFILE } from './bank-profile.ts';

/** A key of the profile, for documentation. */
export interface ProfileKey {
  /** `consents.maxDays` */
  readonly path: string;
  /** `integer, 1 to 4`, `one of a, b`, `list of a, b`. */
  readonly type: string;
  /** As JSON. */
  readonly default: string;
  readonly description: string;
}

export interface ProfileSection {
  readonly path: string;
  readonly description: string;
  readonly keys: readonly ProfileKey[];
}

/** Every key of the profile, section by section, in the order of the schema. */
export function describeProfile(): readonly ProfileSection[] {
  return describeSection('', BANK_PROFILE);
}

/** The same as Markdown. */
export function renderProfile(): string {
  return describeProfile()
    .map(({ path, description, keys }) => {
      const rows = keys.map((key) => `| \`${key.path}\` | ${key.type} | \`${key.default}\` | ${key.description} |`);
      const table = ['| key | type | default | |', '| --- | --- | --- | --- |', ...rows].join('\n');
      return `## ${path === '' ? 'The bank' : `\`${path}\``}\n\n${description}\n${rows.length === 0 ? '' : `\n${table}\n`}`;
    })
    .join('\n');
}

function describeSection(path: string, schema: TObject): ProfileSection[] {
  const members = Object.entries(schema.properties).map(([key, member]) => ({
    at: path === '' ? key : `${path}.${key}`,
    member,
  }));
  const keys = members.filter(({ member }) => !IsObject(member)).map(({ at, member }) => describeKey(at, member));
  const sections = members.flatMap(({ at, member }) => (IsObject(member) ? describeSection(at, member) : []));
  return [{ path, description: annotationsOf(schema).description ?? '', keys }, ...sections];
}

function describeKey(path: string, schema: TSchema): ProfileKey {
  const { description = '', default: standard } = annotationsOf(schema);
  return { path, type: typeOf(schema), default: JSON.stringify(standard), description };
}

interface Annotations {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly default?: unknown;
}

// every schema may carry these keywords of JSON schema
const annotationsOf = (schema: TSchema): Annotations => schema;

function typeOf(schema: TSchema): string {
  const { type, enum: choices, minimum, maximum } = annotationsOf(schema);
  if (choices !== undefined) return `one of ${choices.join(', ')}`;
  if (IsArray(schema)) return `list: ${annotationsOf(schema.items).enum?.join(', ')}`;
  if (IsRecord(schema)) return `object: ${Object.values(schema.patternProperties).map(typeOf).join()} by name`;
  if (type === 'integer') return `integer, ${minimum} to ${maximum}`;
  return type === 'boolean' ? 'true, false' : 'text';
}
