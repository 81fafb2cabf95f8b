import type { Bench } from './bench.ts';

/** What `--only` takes; modules are loaded once the peers that they import are installed. */
export const BENCHES: readonly { readonly name: string; readonly summary: string; load(): Promise<Bench> }[] = [
  {
    name: 'generation',
    summary: 'all four outputs from cold, and with nothing changed, against openapi-typescript and hey-api',
    load: async () => (await import('./generation/bench.ts')).generation,
  },
  {
    name: 'validators',
    summary: 'checks per second, reasons, and the time to the first check, against ajv, zod and valibot',
    load: async () => (await import('./validators/bench.ts')).validatorsBench,
  },
  {
    name: 'server',
    summary: 'CPU per request and requests per second against node:http, Hono and Fastify',
    load: async () => (await import('./server/bench.ts')).server,
  },
  {
    name: 'typecheck',
    summary: 'type-checking a project that calls every operation, against openapi-fetch and hey-api',
    load: async () => (await import('./typecheck/bench.ts')).typecheck,
  },
  {
    name: 'signatures',
    summary: 'verified requests per second against the sum of the primitives',
    load: async () => (await import('./signatures/bench.ts')).signatures,
  },
  {
    name: 'bank',
    summary: 'the whole bank over both stores, against the sum of the primitives, raw TLS and Fastify',
    load: async () => (await import('./bank/bench.ts')).bank,
  },
  {
    name: 'journeys',
    summary:
      'consents by redirect, from the request to the valid consent: against the primitives, and where the time goes',
    load: async () => (await import('./journeys/bench.ts')).journeys,
  },
];
