import { readFile } from 'node:fs/promises';
import { type BankProfile, DEFAULT_PROFILE, ProfileError, parseProfile } from '@openxs2a/profile';
import { BankError } from '../bank-error.ts';

/** The profile in a file, or the default one. Throws BankError with all that is wrong. */
export async function loadProfile(file: string | undefined): Promise<BankProfile> {
  if (file === undefined) return DEFAULT_PROFILE;
  const json = parseJson(file, await readText(file));
  try {
    return parseProfile(json);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw refuse(file, error.message.replace(/^The bank profile/, 'the bank profile'));
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw refuse(file, `the file cannot be read (${String(error.code)})`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refuse(file, `the file is not JSON: ${error.message}`);
  }
}

const refuse = (file: string, problem: string) => new BankError('ERR_BANK_PROFILE', `PROFILE (${file}): ${problem}`);
