import type { Problem, Refusal, RefusedRequest, Reply } from '@openxs2a/runtime/server';
import { type CallContext, toXRequestId } from './context.ts';
import { fault } from './fault.ts';

/** How the bank words what the generated server itself refuses. Statuses without codes have no body. */
export function refuse(refusal: Refusal, request: RefusedRequest, known: CallContext | undefined): Reply {
  const context = { xRequestId: known?.xRequestId ?? toXRequestId(request.headers.get('X-Request-ID')) };
  switch (refusal.code) {
    case 'invalid-request':
      return refuseProblems(context, refusal.problems);
    case 'not-found':
      return unknownAddress(context);
    case 'method-not-allowed':
      return fault(context, 405, 'SERVICE_INVALID', `This address has ${refusal.allow?.join(', ')}.`);
    case 'not-acceptable':
      return fault(context, 406, 'REQUESTED_FORMATS_INVALID', `There is ${refusal.types?.join(', ')}.`);
    default:
      return { status: refusal.status, headers: { 'X-Request-ID': context.xRequestId } };
  }
}

export const unknownAddress = (context: { readonly xRequestId: string }) =>
  fault(context, 404, 'RESOURCE_UNKNOWN', 'There is nothing at this address.');

function refuseProblems(context: { readonly xRequestId: string }, problems: readonly Problem[]): Reply {
  const faults = problems.map(({ place, pointer, message }) =>
    fault(context, 400, 'FORMAT_ERROR', message.slice(0, 500), toPath(place, pointer)),
  );
  const [first = fault(context, 400, 'FORMAT_ERROR', 'The request is malformed.')] = faults;
  const tppMessages = faults.length === 0 ? first.body.tppMessages : faults.flatMap(({ body }) => body.tppMessages);
  return { ...first, body: { tppMessages } };
}

/** `/access/accounts/0/iban` of a body is `access.accounts[0].iban` in an error; a header goes by its name. */
function toPath(place: Problem['place'], pointer: string): string {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path = names.reduce((text, name) => (/^\d+$/.test(name) ? `${text}[${name}]` : `${text}.${name}`), '');
  return path === '' ? place : path.replace(/^\./, '');
}
