import type { Guards } from '@openxs2a/certificate-authority-api/server';
import type { CallContext } from './context.ts';
import { toReply } from './problem.ts';

/** In this order; it is policy. Whoever is not known learns nothing of what is wrong with the request. */
export const GUARD_ORDER = ['enrolmentSecret', 'clientCertificate', 'caller', 'validate'] as const;

const isKnown: Guards<CallContext>['clientCertificate'] = async ({ context }) => {
  const identity = await context.identify();
  if (!identity.done) return toReply(identity.problem);
  context.caller = identity.value;
  return undefined;
};

/** Either scheme identifies; what kind of caller an operation is for, `caller` says. */
export const GUARDS: Guards<CallContext> = {
  enrolmentSecret: isKnown,
  clientCertificate: isKnown,
  caller: ({ options: { kinds, roles }, context: { caller } }) => {
    if (caller === undefined || !kinds.some((kind) => kind === caller.kind))
      return refuse(`It is for ${kinds.join(', ')}, the caller is ${caller?.kind ?? 'nobody'}.`);
    if (roles === undefined || (caller.kind === 'party' && roles.some((role) => caller.roles.includes(role))))
      return undefined;
    return refuse(`It is for parties with the role ${roles.join(', ')}.`);
  },
};

const refuse = (detail: string) => toReply({ code: 'caller-not-allowed', detail });
