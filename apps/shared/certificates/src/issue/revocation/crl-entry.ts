import { CRLReasons, id_ce_cRLReasons, id_ce_invalidityDate, type RevokedCertificate } from '@peculiar/asn1-x509';
import { type AsnType, Enumerated, GeneralizedTime, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { toDer } from '../../read/asn1.ts';
import { verbatim } from '../../verbatim.ts';
import { toSerialInteger } from '../serial-number.ts';
import { toTimeValue, toWholeSeconds } from '../time.ts';
import { REVOCATION_REASONS, type RevocationReason, toReasonCode } from './reason.ts';

export interface CrlEntry {
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly revokedAt: Date;
  readonly reason?: RevocationReason;
  /** Since when the key is known or suspected to be in wrong hands. */
  readonly invalidityDate?: Date;
}

/**
 * RFC 5280, 5.1.2.6. Of thousands, in half the time that their class takes: put together of plain values, and handed over
 * as one element that has the octets of all.
 */
export function toRevokedCertificates(entries: readonly CrlEntry[]): RevokedCertificate[] {
  return [verbatim(Buffer.concat(entries.map((entry) => toDer(toRevokedCertificate(entry)))))];
}

function toRevokedCertificate(entry: CrlEntry): Sequence {
  const extensions = toExtensions(entry);
  const value: AsnType[] = [toSerialInteger(entry.serialNumber), toTimeValue(entry.revokedAt)];
  if (extensions.length > 0) value.push(new Sequence({ value: extensions }));
  return new Sequence({ value });
}

function toExtensions({ reason, invalidityDate }: CrlEntry): AsnType[] {
  const code = toReasonCode(reason);
  const extensions = [
    code === undefined ? undefined : REASONS.get(code),
    invalidityDate === undefined ? undefined : toInvalidityDate(invalidityDate),
  ];
  return extensions.filter((extension) => extension !== undefined);
}

/** They repeat, so each is serialised once. */
const REASONS: ReadonlyMap<CRLReasons, AsnType> = new Map(
  REVOCATION_REASONS.map((reason) => [CRLReasons[reason], toReason(CRLReasons[reason])]),
);

function toReason(code: CRLReasons): AsnType {
  return verbatim(toDer(toExtension(id_ce_cRLReasons, new Enumerated({ value: code }))));
}

function toInvalidityDate(date: Date): AsnType {
  return toExtension(id_ce_invalidityDate, new GeneralizedTime({ valueDate: toWholeSeconds(date) }));
}

/** One that is not critical. */
function toExtension(oid: string, value: AsnType): AsnType {
  return new Sequence({ value: [new ObjectIdentifier({ value: oid }), new OctetString({ valueHex: value.toBER() })] });
}
