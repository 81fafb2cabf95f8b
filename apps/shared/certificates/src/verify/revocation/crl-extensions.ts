import {
  type DistributionPointName,
  id_ce_cRLNumber,
  id_ce_deltaCRLIndicator,
  id_ce_issuingDistributionPoint,
} from '@peculiar/asn1-x509';
import type { GeneralName } from '../../certificate.ts';
import { parseDer } from '../../read/asn1.ts';
import type { RawExtension } from '../../read/extensions.ts';
import { toGeneralName } from '../../read/general-name.ts';
import { WholeCRLNumber, WrittenIssuingDistributionPoint } from './crl-syntax.ts';
import { RevocationError } from './error.ts';

/** What the extensions of a list say that has to be heeded (RFC 5280, 5.2). */
export interface CrlExtensions {
  /** CRL number, which only ever grows. */
  readonly number: bigint | undefined;
  readonly scope: CrlScope;
}

/** Which certificates a list speaks of (RFC 5280, 5.2.5). */
export interface CrlScope {
  readonly only: 'userCerts' | 'caCerts' | undefined;
  /** One of these addresses stands in the certificates that are covered. Without: all of the issuer's. */
  readonly points: readonly GeneralName[] | undefined;
}

const PROCESSED: ReadonlySet<string> = new Set([id_ce_cRLNumber, id_ce_issuingDistributionPoint]);

/** Throws RevocationError for what makes a list tell less, or of others, than a complete list of its issuer. */
export function readCrlExtensions(extensions: readonly RawExtension[]): CrlExtensions {
  const find = (oid: string) => extensions.find((extension) => extension.oid === oid);
  if (find(id_ce_deltaCRLIndicator) !== undefined) throw unsupported('it is a delta');
  const unknown = extensions.find(({ oid, critical }) => critical && !PROCESSED.has(oid));
  if (unknown !== undefined) throw unsupported(`it has the critical extension ${unknown.oid}`);
  const [number, point] = [find(id_ce_cRLNumber), find(id_ce_issuingDistributionPoint)];
  return {
    number: number && parseDer(number.value, WholeCRLNumber, 'cRLNumber').value,
    scope: point === undefined ? { only: undefined, points: undefined } : readScope(point.value),
  };
}

function readScope(value: Uint8Array): CrlScope {
  const point = parseDer(value, WrittenIssuingDistributionPoint, 'issuingDistributionPoint');
  const { onlyContainsUserCerts: userCerts, onlyContainsCACerts: caCerts, distributionPoint } = point;
  if (point.onlySomeReasons !== undefined) throw unsupported('it has only some reasons');
  if (point.indirectCRL) throw unsupported('it is indirect');
  if (point.onlyContainsAttributeCerts || (userCerts && caCerts)) throw unsupported('it has other certificates');
  return {
    only: userCerts ? 'userCerts' : caCerts ? 'caCerts' : undefined,
    points: distributionPoint && toFullName(distributionPoint),
  };
}

function toFullName({ fullName }: DistributionPointName): readonly GeneralName[] {
  if (fullName === undefined) throw unsupported('its distribution point is relative to a name');
  return fullName.map(toGeneralName);
}

function unsupported(problem: string): RevocationError {
  return new RevocationError('ERR_REVOCATION_UNSUPPORTED', `the list cannot be used: ${problem}`);
}
