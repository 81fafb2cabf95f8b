import {
  AccessDescription,
  AuthorityInfoAccessSyntax,
  CRLDistributionPoints,
  DistributionPoint,
  DistributionPointName,
} from '@peculiar/asn1-x509';
import { OIDS } from '../../oids.ts';
import { toDer } from '../../read/asn1.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { toUri } from './general-name.ts';

/** RFC 5280, 4.2.2.1: where the responder is, and where the issuer's own certificate. */
export function authorityInfo(urls: { readonly ocsp?: string; readonly issuer?: string }): ExtensionTemplate {
  const locations = [
    [OIDS.ocsp, urls.ocsp],
    [OIDS.caIssuers, urls.issuer],
  ] as const;
  const descriptions = locations.flatMap(([accessMethod, url]) =>
    url === undefined ? [] : [new AccessDescription({ accessMethod, accessLocation: toUri(url) })],
  );
  if (descriptions.length === 0) throw new TypeError('"authorityInfo" needs at least one address');
  const value = new AuthorityInfoAccessSyntax(descriptions);
  return { oid: OIDS.authorityInfoAccess, critical: false, value: toDer(value) };
}

/** RFC 5280, 4.2.1.13: places of one and the same CRL. */
export function crlDistributionPoints(urls: readonly string[]): ExtensionTemplate {
  if (urls.length === 0) throw new TypeError('"crlDistributionPoints" needs at least one address');
  const value = new CRLDistributionPoints([new DistributionPoint({ distributionPoint: toFullName(urls) })]);
  return { oid: OIDS.cRLDistributionPoints, critical: false, value: toDer(value) };
}

export function toFullName(urls: readonly string[]): DistributionPointName {
  return new DistributionPointName({ fullName: urls.map(toUri) });
}
