import { randomUUID } from 'node:crypto';
import { createXs2aClient } from '@openxs2a/xs2a/client';
import { validators } from '@openxs2a/xs2a/validators';
import { TPP_HEADER } from '../wire/guards.ts';

export interface TppOptions {
  readonly baseUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** The generated client of a TPP. `PSU-IP-Address` says that the customer is there. */
export type Tpp = ReturnType<typeof createTpp>;

export function createTpp({ baseUrl, fetch }: TppOptions) {
  return createXs2aClient({
    baseUrl,
    fetch,
    headers: { 'X-Request-ID': () => randomUUID(), 'PSU-IP-Address': '192.0.2.17', [TPP_HEADER]: 'PSDDE-SANDBOX-1' },
    validate: validators,
  });
}
