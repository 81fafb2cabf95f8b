import { RevocationError } from './error.ts';

/** When something was said, and until when whoever said it stands by it. */
export interface Window {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/** Both ends are included. Only the begin is given `clockSkew`: what is over is over. Throws RevocationError. */
export function checkWindow({ thisUpdate, nextUpdate }: Window, now: Date, clockSkew: number): void {
  if (thisUpdate.getTime() > now.getTime() + clockSkew)
    throw new RevocationError('ERR_REVOCATION_NOT_YET_VALID', `thisUpdate is ${thisUpdate.toISOString()}`);
  if (nextUpdate < now)
    throw new RevocationError('ERR_REVOCATION_OUT_OF_DATE', `nextUpdate was ${nextUpdate.toISOString()}`);
}
