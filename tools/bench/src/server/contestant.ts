import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of the two operations; each contestant is a module that exports `start`. */
export interface ServerContestant {
  readonly name: string;
  /** File name in `contestants/`. */
  readonly module: string;
  readonly isOurs: boolean;
  readonly validates: boolean;
}

export const PLAIN_HONO = 'Hono, JSON.parse';

export const CONTESTANTS: readonly ServerContestant[] = [
  { name: 'openxs2a, generated server', module: 'openxs2a', isOurs: true, validates: true },
  { name: 'openxs2a, its validation off', module: 'openxs2a-unchecked', isOurs: true, validates: false },
  { name: 'node:http, JSON.parse, TypeBox by hand', module: 'node-http', isOurs: false, validates: true },
  { name: PLAIN_HONO, module: 'hono', isOurs: false, validates: false },
  { name: 'Hono, JSON.parse, TypeBox by hand', module: 'hono-typebox', isOurs: false, validates: true },
  { name: 'Fastify with ajv', module: 'fastify', isOurs: false, validates: true },
];

/** Where a server listens on the loopback interface. */
export function portOf(server: Pick<Server, 'address'>): number {
  return (server.address() as AddressInfo).port;
}
