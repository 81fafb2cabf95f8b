import { join } from 'node:path';
import { readJson, writePrivate } from '../state/private-files.ts';

/** Written last, when root, keys and people are there: what was begun and not finished is begun anew. */
export interface Made {
  /** Certificates print it, so that it stays. */
  readonly publicPort: number;
  /** When the root's list of revoked certificates was looked at, in milliseconds since 1970. */
  readonly setUpAt: number;
}

const FILE = 'made.json';
const DAY = 86_400_000;
/** The list counts for a year; setting up again renews it after half of that. */
const CRL_DAYS = 200;

export async function loadMade(folder: string): Promise<Made | undefined> {
  const { publicPort, setUpAt } = (await readJson(join(folder, FILE))) ?? {};
  return typeof publicPort === 'number' && typeof setUpAt === 'number' ? { publicPort, setUpAt } : undefined;
}

export const saveMade = (folder: string, made: Made) => writePrivate(join(folder, FILE), `${JSON.stringify(made)}\n`);

export const isRootCrlOld = (made: Made | undefined) =>
  made !== undefined && Date.now() - made.setUpAt > CRL_DAYS * DAY;
