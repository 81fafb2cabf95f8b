import type { GeneralName } from '../../certificate.ts';
import { context, type DerNode, readDer, TAG } from '../../read/der.ts';
import type { RawExtension } from '../../read/extensions.ts';
import { expectTag, type Fields, fieldsOf, sequenceOf } from '../../read/fields.ts';
import { readGeneralName } from '../../read/general-name.ts';
import { toBigInt } from '../../read/values.ts';
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

const CRL_NUMBER = '2.5.29.20';
const DELTA_CRL_INDICATOR = '2.5.29.27';
const ISSUING_DISTRIBUTION_POINT = '2.5.29.28';
const PROCESSED: ReadonlySet<string> = new Set([CRL_NUMBER, ISSUING_DISTRIBUTION_POINT]);

/** Throws RevocationError for what makes a list tell less, or of others, than a complete list of its issuer. */
export function readCrlExtensions(extensions: readonly RawExtension[]): CrlExtensions {
  const find = (oid: string) => extensions.find((extension) => extension.oid === oid);
  if (find(DELTA_CRL_INDICATOR) !== undefined) throw unsupported('it is a delta');
  const unknown = extensions.find(({ oid, critical }) => critical && !PROCESSED.has(oid));
  if (unknown !== undefined) throw unsupported(`it has the critical extension ${unknown.oid}`);
  const [number, point] = [find(CRL_NUMBER), find(ISSUING_DISTRIBUTION_POINT)];
  return {
    number: number && toBigInt(expectTag(readDer(number.value), TAG.integer, 'cRLNumber')),
    scope: point === undefined ? { only: undefined, points: undefined } : readScope(readDer(point.value)),
  };
}

function readScope(value: DerNode): CrlScope {
  const fields = sequenceOf(value, 'issuingDistributionPoint');
  const point = fields.takeIf(context(0, 'constructed'));
  const [userCerts, caCerts] = [takeFlag(fields, 1), takeFlag(fields, 2)];
  if (fields.takeIf(context(3, 'primitive')) !== undefined) throw unsupported('it has only some reasons');
  const [indirect, attributeCerts] = [takeFlag(fields, 4), takeFlag(fields, 5)];
  fields.end('issuingDistributionPoint');
  if (indirect) throw unsupported('it is indirect');
  if (attributeCerts || (userCerts && caCerts)) throw unsupported('it has other certificates');
  return {
    only: userCerts ? 'userCerts' : caCerts ? 'caCerts' : undefined,
    points: point && readFullName(point),
  };
}

/** FALSE is the default and should be absent; some write it out. */
function takeFlag(fields: Fields, number: number): boolean {
  const octet = fields.takeIf(context(number, 'primitive'))?.content[0];
  return octet !== undefined && octet !== 0;
}

function readFullName(point: DerNode): readonly GeneralName[] {
  const fullName = fieldsOf(point).takeIf(context(0, 'constructed'));
  if (fullName === undefined) throw unsupported('its distribution point is relative to a name');
  return fullName.children.map(readGeneralName);
}

function unsupported(problem: string): RevocationError {
  return new RevocationError('ERR_REVOCATION_UNSUPPORTED', `the list cannot be used: ${problem}`);
}
