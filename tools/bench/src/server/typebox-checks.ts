import { Compile } from 'typebox/compile';
import { accountHeaders, consentBody, consentHeaders, definitions } from './schemas.ts';

const compile = (schema: object) => {
  const validator = Compile({ $defs: definitions, ...schema });
  return (value: unknown) => validator.Check(value);
};

/** What somebody who knows TypeBox would compile by hand. */
export const isConsent = compile(consentBody);
export const areConsentHeaders = compile(consentHeaders);
export const areAccountHeaders = compile(accountHeaders);
