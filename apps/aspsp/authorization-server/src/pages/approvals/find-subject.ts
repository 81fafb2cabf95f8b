import type { Approval, Subject } from '@openxs2a/sca';
import type { AuthorisationKey } from '../../authorising/road.ts';
import { loginSubject } from '../base/room-login.ts';
import type { PagesOptions } from '../options.ts';

/** What an approval is about now, and whose step it is where it is one of an authorisation. */
export interface ApprovalSubject {
  readonly subject: Subject;
  readonly key: AuthorisationKey | undefined;
}

/** Undefined where there is nothing any more that could be approved: what was asked for may have ended meanwhile. */
export async function findApprovalSubject(
  { road }: Pick<PagesOptions, 'road'>,
  { authorisationId }: Approval,
  psuId: string,
  roomName: string,
): Promise<ApprovalSubject | undefined> {
  if (authorisationId.startsWith('login-')) return { subject: loginSubject(psuId, roomName), key: undefined };
  const found = await road.findByAuthorisation(authorisationId);
  return found.accepted && !found.evidence.isFinal
    ? { subject: found.evidence.subject, key: found.evidence.key }
    : undefined;
}
