import { OIDS } from '../../oids.ts';
import { objectIdentifier, sequence, tagged } from '../der.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { encodeUri } from './general-name.ts';

/** RFC 5280, 4.2.2.1: where the responder is, and where the issuer's own certificate. */
export function authorityInfo(urls: { readonly ocsp?: string; readonly issuer?: string }): ExtensionTemplate {
  const { ocsp, issuer } = urls;
  if (ocsp === undefined && issuer === undefined) throw new TypeError('"authorityInfo" needs at least one address');
  const value = sequence(...encodeAccess(OIDS.ocsp, ocsp), ...encodeAccess(OIDS.caIssuers, issuer));
  return { oid: OIDS.authorityInfoAccess, critical: false, value };
}

function encodeAccess(method: string, url: string | undefined): readonly Uint8Array[] {
  return url === undefined ? [] : [sequence(objectIdentifier(method), encodeUri(url))];
}

/** RFC 5280, 4.2.1.13: places of one and the same CRL. */
export function crlDistributionPoints(urls: readonly string[]): ExtensionTemplate {
  if (urls.length === 0) throw new TypeError('"crlDistributionPoints" needs at least one address');
  return { oid: OIDS.cRLDistributionPoints, critical: false, value: sequence(sequence(encodeFullName(urls))) };
}

/** The field distributionPoint with a fullName: a choice within a tag of its own. */
export function encodeFullName(urls: readonly string[]): Uint8Array {
  return tagged(0, tagged(0, ...urls.map(encodeUri)));
}
