import { createHmac } from 'node:crypto';
import type { AccountNames, OtherIdentification } from '../reference.ts';

/** A row of what an account is called. */
export interface AccountName {
  readonly scheme: string;
  readonly name: string;
}

/** Stands for a card number, which no bank may keep readable (PCI DSS, requirement 3). */
export type PanDigest = (pan: string) => string;

/** Undefined where there is no key: then no account can be found by its card number. */
export function createPanDigest(key: Uint8Array | undefined): PanDigest | undefined {
  return key === undefined ? undefined : (pan) => createHmac('sha256', key).update(pan).digest('base64url');
}

/** All names that are given. Undefined where a card number is among them and cannot be looked up. */
export function listNames(names: AccountNames, digestPan: PanDigest | undefined): readonly AccountName[] | undefined {
  const { iban, bban, pan, maskedPan, msisdn, other } = names;
  if (pan !== undefined && digestPan === undefined) return undefined;
  const values = {
    iban: iban?.toUpperCase(),
    bban,
    pan: pan === undefined ? undefined : digestPan?.(pan),
    maskedPan,
    msisdn: msisdn?.replace(/[ ()-]/g, ''),
    other: other === undefined ? undefined : renderOther(other),
  };
  return Object.entries(values).flatMap(([scheme, name]) => (name === undefined ? [] : [{ scheme, name }]));
}

/** One text for one identification, whatever the order of its members. */
function renderOther({ identification, schemeNameCode, schemeNameProprietary, issuer }: OtherIdentification): string {
  return JSON.stringify([identification, schemeNameCode ?? null, schemeNameProprietary ?? null, issuer ?? null]);
}
