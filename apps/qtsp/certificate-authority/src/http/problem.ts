import type { Schemas } from '@openxs2a/certificate-authority-api/types';
import type { Problem, ProblemCode } from '../domain/outcome.ts';

/** Status and title of each code: the only place where problems become HTTP. */
const ON_THE_WIRE = {
  'credentials-missing': { status: 401, title: 'The caller did not say who it is.' },
  'credentials-refused': { status: 401, title: 'The caller is not known.' },
  'caller-not-allowed': { status: 403, title: 'The caller may not do this.' },
  'not-of-this-authority': { status: 403, title: 'The party is supervised by another authority.' },
  'not-found': { status: 404, title: 'There is no such thing.' },
  'request-id-reused': { status: 409, title: 'The X-Request-ID was used before, with another body.' },
  'enrolment-used': { status: 409, title: 'The enrolment is used up.' },
  'already-decided': { status: 409, title: 'The report has its decision.' },
  'status-conflict': { status: 409, title: 'The registration is not in a state from which this leads on.' },
  'request-refused': { status: 422, title: 'The request is refused.' },
} as const satisfies Record<ProblemCode, { readonly status: number; readonly title: string }>;

export interface ProblemReply<Status extends number> {
  readonly status: Status;
  readonly type: 'application/problem+json';
  readonly body: Schemas['problem'];
}

type StatusOf<Code extends ProblemCode> = Code extends ProblemCode ? (typeof ON_THE_WIRE)[Code]['status'] : never;

/** A problem as an answer. Where an operation does not declare its status, this does not compile. */
export function toReply<Code extends ProblemCode>({
  code,
  detail,
  reasons,
}: Problem<Code>): ProblemReply<StatusOf<Code>> {
  const { title } = ON_THE_WIRE[code];
  // the table gives each code its status; TypeScript does not follow a generic index
  const status = ON_THE_WIRE[code].status as StatusOf<Code>;
  const body = {
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(reasons === undefined ? {} : { reasons: [...reasons] }),
  };
  return { status, type: 'application/problem+json', body };
}
