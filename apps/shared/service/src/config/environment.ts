import { readFileSync } from 'node:fs';
import { Unreadable } from './coerce.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type ReadFile = (path: string) => string;

export const readTextFile: ReadFile = (path) => readFileSync(path, 'utf8');

/** `revocationMaxAge` is `REVOCATION_MAX_AGE` in the environment. */
export function toEnvironmentName(key: string): string {
  return key.replace(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase();
}

/**
 * The text of a key: `NAME`, or what the file at `NAME_FILE` holds without its last line break, as secrets come into
 * containers. An empty text counts as none. Throws Unreadable.
 */
export function findText(env: Environment, name: string, readFile: ReadFile): string | undefined {
  const text = env[name] === '' ? undefined : env[name];
  const path = env[`${name}_FILE`];
  if (path === undefined || path === '') return text;
  if (text !== undefined) throw new Unreadable(`is given twice, as ${name}_FILE too`);
  try {
    return readFile(path).replace(/\r?\n$/, '');
  } catch (cause) {
    throw new Unreadable(`cannot be read from the file that ${name}_FILE names (${codeOf(cause)})`, { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no such file';
}
