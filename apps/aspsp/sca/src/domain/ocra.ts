import { createHmac } from 'node:crypto';

/** Which function of HMAC, how many digits, and a question of eight decimal digits (RFC 6287, 6). */
const SUITE = /^OCRA-1:HOTP-SHA(1|256|512)-([4-9]|10):QN08$/;
const QUESTION_BYTES = 128;

/** The answer of a reader to a question (RFC 6287, 5 and 7.1). */
export function ocra(suite: string, secret: Uint8Array, question: string): string {
  const [, hash, digits] = SUITE.exec(suite) ?? [];
  if (hash === undefined || !/^\d{8}$/.test(question))
    throw new TypeError(`"${suite}" is no suite that is known here.`);
  const mac = createHmac(`sha${hash}`, secret).update(`${suite}\0`).update(encodeQuestion(question)).digest();
  return truncate(mac, Number(digits));
}

/** The number in hexadecimal, filled up with zeros behind it (RFC 6287, 5.1). */
function encodeQuestion(question: string): Uint8Array {
  return Buffer.from(
    BigInt(question)
      .toString(16)
      .padEnd(2 * QUESTION_BYTES, '0'),
    'hex',
  );
}

/** Dynamic truncation (RFC 4226, 5.3). */
function truncate(mac: Buffer, digits: number): string {
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const code = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(code % 10 ** digits).padStart(digits, '0');
}
