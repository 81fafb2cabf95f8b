import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WholeBank } from './whole-bank.fixture.ts';

/** Name of what is looked for, to what it is. */
export type Secrets = Iterable<readonly [name: string, secret: string]>;

/** Where a bank writes: what of these is found there, by its name. */
export interface SecretSearch {
  inLog(secrets: Secrets): readonly string[];
  /** In the audit log, and in what is measured. */
  onRecord(secrets: Secrets): Promise<readonly string[]>;
  onDisk(secrets: Secrets): readonly string[];
}

export function createSecretSearch({ lines, state, operationsUrl, folder }: WholeBank): SecretSearch {
  return {
    inLog: (secrets) => findIn(lines.join(''), secrets),
    async onRecord(secrets) {
      const { records } = await state.log.read({ limit: 1_000 });
      // what Node says of itself is numbers of any length, and nothing that we have a word in
      const metrics = (await (await fetch(`${operationsUrl}/metrics`)).text()).replace(/^(nodejs|process)_.*$/gm, '');
      if (records.length < 10 || !metrics.includes('createConsent')) throw new Error('There is nothing to search.');
      return findIn(JSON.stringify(records) + metrics, secrets);
    },
    onDisk(secrets) {
      const files = globSync('bank.db*', { cwd: folder }).filter((name) => !name.endsWith('-key'));
      return findIn(files.map((name) => readFileSync(join(folder, name), 'latin1')).join(''), secrets);
    },
  };
}

const findIn = (text: string, secrets: Secrets) =>
  [...secrets].flatMap(([name, secret]) => (has(text, secret) ? [name] : []));

/** A code is six digits: it counts where it stands by itself, not within a number or an id. */
const has = (text: string, secret: string): boolean =>
  /^\d{6}$/.test(secret) ? new RegExp(`(?<![\\w.-])${secret}(?![\\w.-])`).test(text) : text.includes(secret);
