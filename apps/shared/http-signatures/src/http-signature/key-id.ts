import {
  type Certificate,
  type DistinguishedName,
  parseName,
  renderName,
  sameNameEitherOrder,
} from '@openxs2a/certificates';
import { accept, quote, refuse, type Step } from '../verdict.ts';

/** In which base a serial number is written. */
export type SerialBase = 'hex' | 'decimal' | 'either';

/**
 * What `keyId` says of the certificate.
 *
 * - `serial-and-issuer`: `SN=<serial>,CA=<distinguished name>` (NextGenPSD2 12.2). Of the issuer `same-name` compares
 *   parsed names, whichever end they are written from; `same-but-blanks` does without the blanks; `ignored` does not look.
 * - `serial`: the serial number alone.
 * - `opaque`: anything, such as a client id; nothing is compared.
 */
export type KeyIdRule =
  | {
      readonly form: 'serial-and-issuer';
      readonly serial: SerialBase;
      readonly issuer: 'same-name' | 'same-but-blanks' | 'ignored';
    }
  | { readonly form: 'serial'; readonly serial: SerialBase }
  | { readonly form: 'opaque' };

export interface KeyIdParts {
  readonly serial: string;
  /** Absent where the rule wants none. */
  readonly issuer?: string;
}

export function parseKeyId(rule: Exclude<KeyIdRule, { form: 'opaque' }>, text: string): Step<KeyIdParts> {
  const malformed = refuse('key-id-malformed', { found: quote(text) });
  if (rule.form === 'serial') return isSerial(text, rule.serial) ? accept({ serial: text }) : malformed;
  const [, serial = '', issuer] = /^SN=([0-9a-f]+),[ \t]*CA=(.*)$/is.exec(text) ?? [];
  if (issuer === undefined || !isSerial(serial, rule.serial)) return malformed;
  return accept({ serial, issuer });
}

/** Holds a key id against the certificate. `raw` is how it was sent, escapes and all. */
export function compareKeyId(
  rule: KeyIdRule,
  { value, raw }: { readonly value: string; readonly raw: string },
  certificate: Pick<Certificate, 'serialNumber' | 'issuer'>,
): Step<undefined> {
  if (rule.form === 'opaque') return accept(undefined);
  const parsed = parseKeyId(rule, value);
  if (!parsed.accepted) return parsed;
  const { serial, issuer } = parsed.evidence;
  if (!isSerialOf(serial, rule.serial, certificate))
    return refuse('key-id-mismatch', { part: 'serial', found: serial, expected: certificate.serialNumber });
  if (rule.form === 'serial' || rule.issuer === 'ignored' || issuer === undefined) return accept(undefined);
  const rawParts = parseKeyId(rule, raw);
  const texts = [issuer, ...(rawParts.accepted ? [rawParts.evidence.issuer ?? ''] : [])];
  return compareIssuer(texts, rule.issuer, certificate.issuer);
}

export type KeyIdComparison = typeof compareKeyId;

/**
 * The same, remembering for each certificate the key id that was last found to be its own: a client sends one and the
 * same, and comparing names takes as long as verifying. For one rule alone.
 */
export function createKeyIdComparison(): KeyIdComparison {
  const known = new WeakMap<object, string>();
  return (rule, keyId, certificate) => {
    if (known.get(certificate) === keyId.raw) return accept(undefined);
    const compared = compareKeyId(rule, keyId, certificate);
    if (compared.accepted) known.set(certificate, keyId.raw);
    return compared;
  };
}

/** What we write: the serial number in hex unless the rule wants it decimal, the name after RFC 4514, percent-encoded. */
export function renderKeyId(
  rule: Exclude<KeyIdRule, { form: 'opaque' }>,
  { serialNumber, issuer }: Pick<Certificate, 'serialNumber' | 'issuer'>,
): string {
  const serial = rule.serial === 'decimal' ? BigInt(`0x${serialNumber}`).toString() : serialNumber;
  return rule.form === 'serial' ? serial : `SN=${serial},CA=${encodeIssuer(renderName(issuer))}`;
}

/** RFC 5280, 4.1.2.2: 20 octets. Longer numbers are not worth the arithmetic. */
const LONGEST_SERIAL = 64;

function isSerial(text: string, base: SerialBase): boolean {
  return text.length <= LONGEST_SERIAL && (base === 'decimal' ? /^\d+$/ : /^[0-9a-f]+$/i).test(text);
}

function isSerialOf(text: string, base: SerialBase, { serialNumber }: Pick<Certificate, 'serialNumber'>): boolean {
  const isHex = base !== 'decimal' && text.toLowerCase().replace(/^0+(?=.)/, '') === serialNumber;
  return isHex || (base !== 'hex' && /^\d+$/.test(text) && BigInt(text).toString(16) === serialNumber);
}

function compareIssuer(
  texts: readonly string[],
  how: 'same-name' | 'same-but-blanks',
  expected: DistinguishedName,
): Step<undefined> {
  let isName = false;
  for (const reading of new Set(texts.flatMap(readingsOf))) {
    const name = parseName(reading);
    if (name === undefined) continue;
    isName = true;
    if (sameNameEitherOrder(name, expected)) return accept(undefined);
    if (how === 'same-but-blanks' && sameNameEitherOrder(withoutBlanks(name), withoutBlanks(expected)))
      return accept(undefined);
  }
  const evidence = { part: 'issuer', found: quote(texts[0] ?? ''), expected: renderName(expected) };
  return refuse(isName ? 'key-id-mismatch' : 'key-id-malformed', evidence);
}

/** A text as it stands, its bytes as UTF-8, and either with percent-encoding decoded: senders do all of them. */
function readingsOf(text: string): readonly string[] {
  const plain = decodeUtf8(text) ?? text;
  return [text, plain, decodePercent(plain) ?? plain];
}

function decodeUtf8(text: string): string | undefined {
  if (!/[\x80-\xff]/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'latin1');
  const decoded = bytes.toString('utf8');
  return Buffer.from(decoded).equals(bytes) ? decoded : undefined;
}

function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    // a percent sign of the name itself, which another reading takes as it stands
    return undefined;
  }
}

function encodeIssuer(text: string): string {
  return text.replace(/[^\x21-\x24\x26-\x7e]+/g, encodeURIComponent);
}

function withoutBlanks(name: DistinguishedName): DistinguishedName {
  return name.map((part) => part.map(({ oid, value }) => ({ oid, value: value.replace(/\s+/g, '') })));
}
