import type { OperationDescriptor } from '@openxs2a/runtime/server';

/** The bank's apps behind the gateway. */
export type Home = 'authorization-server' | 'resource-server';

/** Which of them serves an operation: whatever consents and authorisations are about is one's, all other resources the other's. */
export function homeOf({ path }: Pick<OperationDescriptor, 'path'>): Home {
  const isAuthorisation = path.startsWith('/v1/consents') || /\/(cancellation-)?authorisations(\/|$)/.test(path);
  return isAuthorisation ? 'authorization-server' : 'resource-server';
}
