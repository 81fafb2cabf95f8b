import { Sequence } from 'asn1js';
import { parseDer, toDer } from '../../read/asn1.ts';
import { type Element, readElement, readElements } from '../../read/element.ts';
import { malformed } from '../../read/error.ts';
import { TAG } from '../../read/tag.ts';
import { verbatim } from '../../verbatim.ts';
import { CertificateListFrame } from './crl-syntax.ts';

/** A list in two parts. */
export interface CrlFrame {
  /** All but the entries. */
  readonly list: CertificateListFrame;
  /** What was signed, entries and all, as it came. */
  readonly bytes: Uint8Array;
  /** Where the entries lie. */
  readonly entries: Element | undefined;
}

/**
 * The library would build half a million objects of the 100,000 entries that a list may have, and stop a server for
 * seconds. It is given the list without them; they are only located, and read one by one when they are asked for.
 */
export function readCrlFrame(der: Uint8Array): CrlFrame {
  const whole = readElement(der, 0);
  const [body, ...rest] = readElements(der, whole, MOST_PARTS);
  if (whole.tag !== TAG.sequence || whole.end < der.length || body?.tag !== TAG.sequence)
    throw malformed('The list is not one SEQUENCE with another in it.');
  const fields = [...readElements(der, body, MOST_FIELDS)];
  // before it there are two: signature and issuer
  const entries = fields.filter(({ tag }) => tag === TAG.sequence)[2];
  const octetsOf = ({ from, end }: Element) => verbatim<Sequence>(der.subarray(from, end));
  const others = new Sequence({ value: fields.filter((field) => field !== entries).map(octetsOf) });
  const frame = toDer(new Sequence({ value: [others, ...rest.map(octetsOf)] }));
  return {
    list: parseDer(frame, CertificateListFrame, 'CertificateList'),
    bytes: der.subarray(body.from, body.end),
    entries,
  };
}

/** One more than there can be (RFC 5280, 5.1): where it is there, the frame is refused. */
const MOST_PARTS = 4;
const MOST_FIELDS = 8;
