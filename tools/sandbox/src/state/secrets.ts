import { randomBytes } from 'node:crypto';
import { unusable } from './data-error.ts';
import { readIfThere, writePrivate } from './private-files.ts';

/** Passphrases, passwords and keys that were made once, by name, in a file that is its owner's alone. */
export interface Secrets {
  readonly file: string;
  /** 256 random bits in base64url, made when they are first asked for; on disk before they are given. */
  get(name: string): Promise<string>;
}

export async function openSecrets(file: string): Promise<Secrets> {
  const known = parse(file, (await readIfThere(file)) ?? '{}');
  return {
    file,
    async get(name) {
      const there = known.get(name);
      if (there !== undefined) return there;
      const made = randomBytes(32).toString('base64url');
      known.set(name, made);
      await writePrivate(file, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
      return made;
    },
  };
}

function parse(file: string, text: string): Map<string, string> {
  try {
    const entries: [string, unknown][] = Object.entries(JSON.parse(text));
    return new Map(entries.map(([name, value]) => [name, String(value)]));
  } catch (cause) {
    throw unusable(`${file} cannot be read as JSON.`, cause);
  }
}
