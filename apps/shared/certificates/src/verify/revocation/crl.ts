import type { DistinguishedName } from '../../name.ts';
import { context, type DerNode, readDer, TAG } from '../../read/der.ts';
import { malformed } from '../../read/error.ts';
import { readRawExtensions } from '../../read/extensions.ts';
import { expectTag } from '../../read/fields.ts';
import { readName } from '../../read/name.ts';
import { readTime } from '../../read/time.ts';
import { toBitOctets, toHex } from '../../read/values.ts';
import type { Signed } from '../signature.ts';
import { type FindStatus, indexEntries } from './crl-entries.ts';
import { type CrlExtensions, readCrlExtensions } from './crl-extensions.ts';
import { readSpan, readSpans, type Span } from './span.ts';

/** A certificate revocation list as it stands (RFC 5280, 5). Nothing is believed here. */
export interface Crl extends CrlExtensions {
  readonly der: Uint8Array;
  readonly signed: Signed;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly findStatus: FindStatus;
}

/** Throws CertificateError for what cannot be read, RevocationError for a kind of list that is not supported. */
export function readCrl(der: Uint8Array): Crl {
  const { body, ...signed } = splitSigned(der);
  const fields = fieldsIn(der, body);
  fields.takeIf(TAG.integer);
  // RFC 5280, 5.1.1.2: else the signature would not cover how it is to be checked
  if (toHex(fields.take('signature').der) !== toHex(signed.algorithm.der))
    throw malformed('The two algorithms differ.');
  const issuer = readName(fields.take('issuer'), 'issuer');
  const thisUpdate = readTime(fields.take('thisUpdate'));
  // RFC 5280, 5.1.2.5: without an end, an old list could be shown for ever
  const nextUpdate = readTime(fields.take('nextUpdate'));
  const revoked = fields.takeIf(TAG.sequence);
  const tagged = fields.takeIf(context(0, 'constructed'));
  fields.end();
  return {
    der,
    signed,
    issuer,
    thisUpdate,
    nextUpdate,
    ...readCrlExtensions(tagged === undefined ? [] : readRawExtensions(nodeAt(der, onlyChild(der, tagged)))),
    findStatus: indexEntries(der, revoked),
  };
}

function splitSigned(der: Uint8Array): Signed & { readonly body: Span } {
  const whole = readSpan(der, 0, der.length);
  if (whole.tag !== TAG.sequence || whole.end < der.length) throw malformed('The list is not one SEQUENCE.');
  const [body, algorithm, signature, ...more] = readSpans(der, whole);
  if (body?.tag !== TAG.sequence || algorithm === undefined || signature === undefined || more.length > 0)
    throw malformed('The list is not a signed one.');
  return {
    body,
    bytes: der.subarray(body.from, body.end),
    algorithm: nodeAt(der, algorithm),
    signature: toBitOctets(expectTag(nodeAt(der, signature), TAG.bitString, 'signature'), 'signature'),
  };
}

/** A list without nextUpdate would have its entries in that place. */
const MAXIMAL_FIELD = 65_536;

/** The fields of the list one after another; all are small and read at once, but for the entries. */
function fieldsIn(der: Uint8Array, body: Span) {
  const spans = [...readSpans(der, body)];
  return {
    take(what: string): DerNode {
      const span = spans.shift();
      if (span === undefined || span.end - span.from > MAXIMAL_FIELD) throw malformed(`"${what}" is missing.`);
      return nodeAt(der, span);
    },
    takeIf: (tag: number): Span | undefined => (spans[0]?.tag === tag ? spans.shift() : undefined),
    end(): void {
      if (spans.length > 0) throw malformed('The list has a field too many.');
    },
  };
}

function onlyChild(der: Uint8Array, span: Span): Span {
  const [child, ...more] = readSpans(der, span);
  if (child === undefined || more.length > 0) throw malformed('The extensions are not one list.');
  return child;
}

const nodeAt = (der: Uint8Array, { from, end }: Span): DerNode => readDer(der.subarray(from, end));
