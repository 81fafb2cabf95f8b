import { type Certificate, CertificateError, readCertificates } from '@openxs2a/certificates';
import type { Io } from '@openxs2a/generate';
import { readInput, refuseInput } from './read-input.ts';

/** The certificates of a file, at least one. */
export async function readCertificateFile(name: string, io: Io): Promise<readonly [Certificate, ...Certificate[]]> {
  const [first, ...rest] = parse(name, await readInput(name, io));
  if (first === undefined) throw refuseInput(name, 'There is no certificate in it.');
  return [first, ...rest];
}

function parse(name: string, bytes: Uint8Array): readonly Certificate[] {
  try {
    return readCertificates(bytes);
  } catch (error) {
    if (error instanceof CertificateError) throw refuseInput(name, `${error.code}: ${error.message}`);
    throw error;
  }
}
