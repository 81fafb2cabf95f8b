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
  let written: Promise<void> = Promise.resolve();
  return {
    file,
    async get(name) {
      const secret = known.get(name) ?? randomBytes(32).toString('base64url');
      if (!known.has(name)) {
        known.set(name, secret);
        // one after the other: of two at once, the one that knows less might be the last
        written = written.then(() => writePrivate(file, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`));
      }
      await written;
      return secret;
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
