import { CRLReasons, id_ce_cRLReasons, id_ce_invalidityDate, type RevokedCertificate } from '@peculiar/asn1-x509';
import { type AsnType, Enumerated, GeneralizedTime, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { toDer } from '../../read/asn1.ts';
import { TAG } from '../../read/tag.ts';
import { verbatim } from '../../verbatim.ts';
import { toSerialOctets } from '../serial-number.ts';
import { toWholeSeconds, writeTime } from '../time.ts';
import { writeElement } from '../write-element.ts';
import { REVOCATION_REASONS, type RevocationReason, toReasonCode } from './reason.ts';

export interface CrlEntry {
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly revokedAt: Date;
  readonly reason?: RevocationReason;
  /** Since when the key is known or suspected to be in wrong hands. */
  readonly invalidityDate?: Date;
}

/** RFC 5280, 5.1.2.6. Of thousands, in a tenth of the time that classes take: handed over as one element that has the octets of all. */
export function toRevokedCertificates(entries: readonly CrlEntry[]): RevokedCertificate[] {
  return [verbatim(Buffer.concat(entries.map(writeRevokedCertificate)))];
}

function writeRevokedCertificate(entry: CrlEntry): Uint8Array {
  const extensions = writeExtensions(entry);
  return writeElement(
    TAG.sequence,
    writeElement(TAG.integer, toSerialOctets(entry.serialNumber)),
    writeTime(entry.revokedAt),
    ...(extensions.length === 0 ? [] : [writeElement(TAG.sequence, ...extensions)]),
  );
}

function writeExtensions({ reason, invalidityDate }: CrlEntry): readonly Uint8Array[] {
  const code = toReasonCode(reason);
  const extensions = [
    code === undefined ? undefined : REASONS.get(code),
    invalidityDate === undefined ? undefined : toInvalidityDate(invalidityDate),
  ];
  return extensions.filter((extension) => extension !== undefined);
}

/** They repeat, so each is serialised once. */
const REASONS: ReadonlyMap<CRLReasons, Uint8Array> = new Map(
  REVOCATION_REASONS.map((reason) => [
    CRLReasons[reason],
    toExtension(id_ce_cRLReasons, new Enumerated({ value: CRLReasons[reason] })),
  ]),
);

function toInvalidityDate(date: Date): Uint8Array {
  return toExtension(id_ce_invalidityDate, new GeneralizedTime({ valueDate: toWholeSeconds(date) }));
}

/** One that is not critical. */
function toExtension(oid: string, value: AsnType): Uint8Array {
  return toDer(
    new Sequence({ value: [new ObjectIdentifier({ value: oid }), new OctetString({ valueHex: value.toBER() })] }),
  );
}
