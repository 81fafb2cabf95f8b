import { CertificateError, malformed } from './error.ts';

/** Of one DER value. Real certificates have 1 to 4 KiB; one with hundreds of names has 20. */
export const MAX_DER = 64 * 1024;
/** Of a whole text or bundle. */
const MAX_INPUT = 1024 * 1024;
/** Base64 of a PEM, and that in base64 or percent-encoding: nobody has been seen to wrap more often. */
const MAX_LAYERS = 3;

/** The standard's own words for what is between the markers (RFC 7468, 5 and 7), and the older ones that readers take. */
export const LABELS = {
  certificate: ['CERTIFICATE', 'X509 CERTIFICATE', 'X.509 CERTIFICATE'],
  request: ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'],
} as const;

/**
 * Finds the DER values in what people and programs hand over: DER, PEM with text around it, in one line, with blanks,
 * escaped line breaks or none, percent-encoded, base64 without markers, base64 of any of these. The rule is: strip what
 * carries nothing, decode one layer, look again.
 */
export function readArmour(input: Uint8Array | string, labels: readonly string[]): readonly Uint8Array[] {
  if (input.length > MAX_INPUT) throw tooLarge(MAX_INPUT);
  const found = unwrap(input, labels, 0);
  if (found.some(({ length }) => length > MAX_DER)) throw tooLarge(MAX_DER);
  return found;
}

export function readOneArmour(input: Uint8Array | string, labels: readonly string[]): Uint8Array {
  const [first, ...more] = readArmour(input, labels);
  if (first !== undefined && more.length === 0) return first;
  const count = first === undefined ? 'none' : more.length + 1;
  throw new CertificateError('ERR_CERTIFICATE_NOT_ONE', `One "${labels[0]}" is expected, and there is ${count}.`);
}

/** PEM after RFC 7468: lines of 64 characters, a line feed at the end. */
export function toPem(der: Uint8Array, label = 'CERTIFICATE'): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function unwrap(input: Uint8Array | string, labels: readonly string[], layer: number): readonly Uint8Array[] {
  if (layer > MAX_LAYERS) throw malformed('The text is encoded too many times.');
  if (typeof input !== 'string')
    return isDer(input) ? [Uint8Array.from(input)] : unwrap(new TextDecoder().decode(input), labels, layer);
  if (/-----BEGIN /.test(input)) return readBlocks(input, labels);
  if (input.includes('%')) return unwrap(decodePercent(input), labels, layer + 1);
  return unwrap(decodeBase64(input), labels, layer + 1);
}

/** A certificate is longer than 127 bytes, so that its second byte is no character. */
function isDer([first, second = 0]: Uint8Array): boolean {
  return first === 0x30 && second >= 0x80;
}

/** Text before, between and after the blocks is explanation (RFC 7468, 2), and blocks of other labels are not ours. */
function readBlocks(text: string, labels: readonly string[]): readonly Uint8Array[] {
  const blocks: Uint8Array[] = [];
  const begin = /-----BEGIN ([A-Z0-9. ]+?)-----/g;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const [, label = ''] = match;
    const end = text.indexOf(`-----END ${label}-----`, begin.lastIndex);
    if (end < 0) throw malformed(`The block "${label}" has no end.`);
    if (labels.includes(label)) blocks.push(decodeBase64(text.slice(begin.lastIndex, end)));
    begin.lastIndex = end;
  }
  return blocks;
}

/** Proxies escape a PEM as a URL component, some as a form, where a plus stands for a blank. */
function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text.includes('-----BEGIN+') ? text.replaceAll('+', ' ') : text);
  } catch (error) {
    throw malformed('The text is not percent-encoded UTF-8.', error);
  }
}

/** Blanks, line breaks also as `\n`, quotes around it, and the colons of a byte sequence (RFC 8941, 3.3.5) carry nothing. */
function decodeBase64(text: string): Uint8Array {
  const plain = text.includes('%') ? decodePercent(text) : text;
  const bare = plain.replaceAll(/\s|\\[rnt]/g, '').replaceAll(/^["':]{1,2}|["':]{1,2}$/g, '');
  const isBase64 = /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/.test(bare) && bare.replaceAll('=', '').length % 4 !== 1;
  if (!isBase64) throw malformed('The text is neither PEM nor base64.');
  return Uint8Array.from(Buffer.from(bare, 'base64'));
}

function tooLarge(limit: number): CertificateError {
  return new CertificateError('ERR_CERTIFICATE_TOO_LARGE', `There are more than ${limit} bytes.`);
}
