import { type Static, Type } from 'typebox';
import { ACCOUNTS, SERVICES } from './schema/accounts.ts';
import { CONSENTS } from './schema/consents.ts';
import { ERRORS } from './schema/errors.ts';
import { LIMITS, REQUESTS, SIGNATURE } from './schema/requests.ts';
import { SCA } from './schema/sca.ts';
import { section } from './schema/section.ts';
import { TRANSACTIONS } from './schema/transactions.ts';

/**
 * Everything that a bank decides, where the standard leaves it open or its sources disagree: a JSON schema, with meaning and
 * default beside each key. Rules in brackets are those that a key chooses between or carries out.
 */
export const BANK_PROFILE = section('What a bank offers and decides.', {
  name: Type.String({
    default: 'Bank',
    minLength: 1,
    maxLength: 70,
    description: 'Name of the bank, as PSUs know it.',
  }),
  timeZone: Type.String({
    default: 'Europe/Berlin',
    maxLength: 64,
    description: 'IANA name of the zone whose days count (AIS-CNS-025, RTS-FRQ-007).',
  }),
  basePath: Type.String({
    default: '',
    maxLength: 200,
    pattern: '^(/[A-Za-z0-9._~-]+)*$',
    description: 'Path before `/v1`, as in `/xs2a`; empty for none.',
  }),
  sca: SCA,
  consents: CONSENTS,
  services: SERVICES,
  accounts: ACCOUNTS,
  transactions: TRANSACTIONS,
  errors: ERRORS,
  signature: SIGNATURE,
  requests: REQUESTS,
  limits: LIMITS,
});

type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

/** What `parseProfile` gives: complete, consistent, and frozen. */
export type BankProfile = Frozen<Static<typeof BANK_PROFILE>>;
