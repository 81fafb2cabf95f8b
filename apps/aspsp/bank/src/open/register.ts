import { askRegister, type RegisterLookup, readRegisterExtract } from '@openxs2a/gateway';
import { BankError } from '../bank-error.ts';
import type { CallerConfig } from './callers.ts';

/** The register that TPPs are looked up in, if any. Throws BankError where there are two. */
export function createRegister(config: CallerConfig): RegisterLookup | undefined {
  const { registerUrl: url, registerExtract: path, registerCountry } = config;
  const where = registerCountry === undefined ? {} : { country: registerCountry };
  if (url !== undefined && path !== undefined)
    throw new BankError('ERR_BANK_REGISTER', 'REGISTER_URL and REGISTER_EXTRACT are two registers: give one of them.');
  if (path !== undefined) return readRegisterExtract({ path, ...where });
  return url === undefined ? undefined : askRegister({ url, fetch, ...where });
}
