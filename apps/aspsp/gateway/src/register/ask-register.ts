import { PSP_ROLES } from '@openxs2a/certificates';
import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import type { RegisterLookup } from './register.ts';
import { RegisterError } from './register-error.ts';

export interface AskRegisterOptions {
  /** Where the register is: `https://qtsp.example`; `/v1/register/{organizationIdentifier}` follows. */
  readonly url: string;
  readonly fetch: (
    url: string,
    init: { readonly signal: AbortSignal; readonly redirect: 'error' },
  ) => Promise<Pick<Response, 'status' | 'json'>>;
  /** Where the bank is: a role counts only if it may be exercised there (passporting). Two letters; without it, anywhere. */
  readonly country?: string;
  /** Milliseconds. Default: 5 s. */
  readonly timeout?: number;
}

/** What `getRegistration` of the certificate authority answers, as far as it is needed. */
const REGISTRATION = Type.Object({
  organizationIdentifier: Type.String(),
  legalName: Type.String({ maxLength: 256 }),
  status: Type.Enum(['active', 'suspended', 'withdrawn']),
  roles: Type.Array(Type.Object({ role: Type.Enum([...PSP_ROLES]), countries: Type.Array(Type.String()) })),
});

/** Asks the register that the trust service provider keeps in the open, as its interface has it. */
export function askRegister({ url, fetch, country, timeout = 5_000 }: AskRegisterOptions): RegisterLookup {
  const base = new URL(url).href.replace(/\/$/, '');
  return async (tppId) => {
    const source = `${base}/v1/register/${encodeURIComponent(tppId)}`;
    const response = await fetch(source, { signal: AbortSignal.timeout(timeout), redirect: 'error' });
    if (response.status === 404) return undefined;
    if (response.status !== 200) throw new RegisterError(`The register answered ${response.status}.`);
    const { legalName, status, roles } = parseRegistration(await response.json(), tppId);
    const held = roles.filter(({ countries }) => country === undefined || countries.includes(country));
    return { legalName, status, roles: held.map(({ role }) => role), source };
  };
}

function parseRegistration(json: unknown, tppId: string): Static<typeof REGISTRATION> {
  if (!Check(REGISTRATION, json)) throw new RegisterError('The register answered what is no entry.');
  if (json.organizationIdentifier !== tppId) throw new RegisterError('The register answered about somebody else.');
  return json;
}
