import { isIPv6 } from 'node:net';
import type { BankProfile } from '@openxs2a/profile';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import { type Guards, identityOf } from '../context.ts';
import { RefusedError } from '../refused.ts';

/** Whether the TPP holds one of the roles that the operation is for, by its QWAC (Guidelines 1.3.8, 4.9). */
export function createRoleGuard({ requests }: BankProfile): Guards['role'] {
  return ({ options, context, request }) => {
    checkAddress(requests, request);
    const { roles } = identityOf(context);
    if (options.anyOf.some((role) => roles.includes(role))) return;
    throw new RefusedError({ reason: 'certificate:role-not-held', evidence: { roles, needed: options.anyOf } });
  };
}

/** The interface takes both kinds of addresses; a bank may take but the older (COM-HDR-015). */
function checkAddress({ ipv6 }: BankProfile['requests'], { parameters }: IncomingRequest): void {
  const address = parameters.headers['PSU-IP-Address'];
  if (ipv6 || typeof address !== 'string' || !isIPv6(address)) return;
  const problem = {
    place: 'header',
    pointer: '/PSU-IP-Address',
    rule: 'format',
    message: 'PSU-IP-Address has to be an IPv4 address.',
  } as const;
  throw new RefusedError({ reason: 'request:invalid-request', problems: [problem] });
}
