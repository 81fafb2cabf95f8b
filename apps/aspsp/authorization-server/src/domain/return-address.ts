import type { WayBack } from '@openxs2a/oauth';
import type { Schemas } from '@openxs2a/xs2a/types';

/** Where the browser of the PSU goes when the bank is done with it, as the TPP wants it. */
export interface ReturnUris {
  readonly redirectUri?: string | undefined;
  readonly nokRedirectUri?: string | undefined;
}

/** What is told by the browser that returns. It is no proof of anything: the TPP asks for the status. */
export interface Returning {
  readonly scaStatus: Schemas['scaStatus'];
  readonly uris: ReturnUris;
  /** There where a TPP has to confirm, and only after SCA has succeeded (Guidelines 1.3.8, 7.6.2). */
  readonly confirmationCode: string | undefined;
}

/**
 * The address that the TPP gave for this end, with all that it had put into it. Everything but a success is a failure: it
 * goes to the address for failures, or tells `access_denied` to the only one there is (RFC 6749, 4.1.2.1).
 */
export function returnAddress({ scaStatus, uris, confirmationCode }: Returning): string | undefined {
  const { redirectUri, nokRedirectUri } = uris;
  switch (scaStatus) {
    case 'finalised':
    case 'exempted':
      return redirectUri;
    case 'unconfirmed':
      return redirectUri && withParameter(redirectUri, 'confirmationCode', confirmationCode ?? '');
    default:
      return nokRedirectUri ?? (redirectUri && withParameter(redirectUri, 'error', 'access_denied'));
  }
}

/**
 * Where OAuth goes on, whatever has come of it. `proof` tells it that the browser which comes is the one in which the PSU
 * authorised; a failure needs none.
 */
export function wayBackAddress(scaStatus: Schemas['scaStatus'], { returnTo }: WayBack, proof: string): string {
  return isDone(scaStatus) ? withParameter(returnTo, 'proof', proof) : returnTo;
}

/** For the PSU: what comes now, if anything, is between the TPP and the bank. */
export const isDone = (scaStatus: Schemas['scaStatus']): boolean =>
  scaStatus === 'finalised' || scaStatus === 'exempted' || scaStatus === 'unconfirmed';

function withParameter(address: string, name: string, value: string): string {
  const url = new URL(address);
  url.searchParams.append(name, value);
  return url.href;
}
