import { createPublicKey, type KeyObject } from 'node:crypto';
import { BankError } from '../bank-error.ts';
import { readPrivateKey } from '../open/private-key.ts';

/** What identity tokens are signed with. */
export function readTokenKey(pem: string): KeyObject {
  return checkCurve('TOKEN_KEY', readPrivateKey('TOKEN_KEY', pem));
}

/** What they are verified with. An app that had the private key could make them itself. */
export function readTokenPublicKey(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) throw refuse('TOKEN_PUBLIC_KEY is a private key, which is for the gateways alone');
  try {
    return checkCurve('TOKEN_PUBLIC_KEY', createPublicKey(pem));
  } catch (error) {
    if (error instanceof BankError) throw error;
    throw refuse('TOKEN_PUBLIC_KEY is no public key in PEM');
  }
}

function checkCurve(name: string, key: KeyObject): KeyObject {
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw refuse(`${name} has to be of P-256`);
  return key;
}

const refuse = (message: string) => new BankError('ERR_BANK_KEY', `${message}.`);
