import type { Context, Proof } from '@openxs2a/edge';
import type { Callers } from './callers.ts';
import type { ProveCaller, ProvenCaller } from './prove-caller.ts';

/** Whether the connection is of a TPP. Leaves the identity in the context. */
export function createCertificateGuard(proveCaller: ProveCaller, callers: Callers): Proof['certificate'] {
  const leave = ({ identity, evidence }: ProvenCaller, context: Context): void => {
    callers.set(context, evidence);
    context.identity = identity;
  };
  return function proveCertificate({ request, context }) {
    const caller = proveCaller(request);
    return caller instanceof Promise ? caller.then((proven) => leave(proven, context)) : leave(caller, context);
  };
}
