import { createPrivateKey, type KeyObject } from 'node:crypto';
import { BankError } from '../bank-error.ts';

/** A key of the configuration. What OpenSSL says of it is left out: it may be about the text. */
export function readPrivateKey(name: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new BankError('ERR_BANK_KEY', `${name} is no private key in PEM without a passphrase.`);
  }
}
