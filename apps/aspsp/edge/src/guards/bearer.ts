import type { Guards } from '../context.ts';
import { RefusedError } from '../refused.ts';

/** Access tokens of a bank that issues none: a request without one passes, and no token is known. */
export const refuseTokens: Guards['BearerAuthOAuth'] = ({ request }) => {
  if (request.headers.has('authorization')) throw new RefusedError({ reason: 'token-unknown' });
};
