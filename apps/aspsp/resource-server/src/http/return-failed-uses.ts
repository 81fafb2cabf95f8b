import type { Grant } from '@openxs2a/consent';
import type { Context, Handlers } from '@openxs2a/edge';
import type { ResourceServerDeps } from '../deps.ts';

type Deps = Pick<ResourceServerDeps, 'consents'>;
type AnyHandler = (request: never, context: Context) => unknown;

/** The handlers, each of which gives its read back where it fails or refuses: what a TPP did not get does not count. */
export function returnFailedUses<Some extends Partial<Handlers>>(handlers: Some, deps: Deps): Some {
  const wrapped = Object.entries<unknown>(handlers).map(
    // all members of `Handlers` are such functions
    ([id, handler]) => [id, returnFailedUse(handler as AnyHandler, deps)] as const,
  );
  // the same ids, each with a function of the same requests and answers
  return Object.fromEntries(wrapped) as unknown as Some;
}

function returnFailedUse(handler: AnyHandler, deps: Deps): AnyHandler {
  return async (request, context) => {
    try {
      const answer = await handler(request, context);
      if (isRefusal(answer)) await giveBack(deps, context);
      return answer;
    } catch (error) {
      await giveBack(deps, context);
      throw error;
    }
  };
}

async function giveBack({ consents }: Deps, { grant, requestId }: { grant?: Grant; requestId: string }): Promise<void> {
  if (grant === undefined) return;
  try {
    await consents.returnUse(grant, requestId);
  } catch {
    // The read stays counted, as its record says. Why it failed is what the TPP has to hear, and whoever runs the bank.
  }
}

function isRefusal(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'status' in answer && Number(answer.status) >= 400;
}
