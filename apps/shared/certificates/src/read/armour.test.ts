import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toPem } from './armour.ts';
import { readCertificate, readCertificates } from './certificate.ts';
import { certificateDer, integer } from './der.fixture.ts';
import { CertificateError } from './error.ts';

const der = certificateDer();
const other = certificateDer({ serialNumber: integer('77') });
const pem = toPem(der);
const body = Buffer.from(der).toString('base64');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';

test.each<[string, Uint8Array | string]>([
  ['DER', der],
  ['DER in a Buffer that is part of a larger one', Buffer.concat([der, der]).subarray(0, der.length)],
  ['PEM', pem],
  ['PEM as bytes', Buffer.from(pem)],
  ['PEM with CR LF', pem.replaceAll('\n', '\r\n')],
  ['PEM with CR alone', pem.replaceAll('\n', '\r')],
  ['PEM without line breaks', pem.replaceAll('\n', '')],
  ['PEM with blanks for line breaks', pem.replaceAll('\n', ' ')],
  ['PEM with escaped line breaks', pem.replaceAll('\n', '\\n')],
  ['PEM with escaped CR LF in quotes', JSON.stringify(pem.replaceAll('\n', '\r\n'))],
  ['PEM whose lines begin with tabs', pem.replaceAll('\n', '\n\t')],
  ['PEM with empty lines', pem.replaceAll('\n', '\n\n')],
  ['PEM in one long line between its markers', pem.replaceAll(/(?<=[^-])\n(?=[^-])/g, '')],
  ['PEM after a byte order mark', `\uFEFF${pem}`],
  ['PEM after what openssl prints', `0 s:CN = leaf\n   i:CN = CA, O = 100% Trust\n${pem}`],
  ['PEM after attributes of a bag', `Bag Attributes\n    friendlyName: ü\nsubject=CN = leaf\n\n${pem}---\n`],
  ['PEM beside a private key', `${key}${pem}`],
  ['PEM with an older label', pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE')],
  ['PEM as a URL component', encodeURIComponent(pem)],
  ['PEM as nginx escapes it', pem.replaceAll(' ', '%20').replaceAll('\n', '%0A').replaceAll('+', '%2B')],
  ['PEM as a form field', new URLSearchParams({ a: pem }).toString().slice(2)],
  ['PEM of which only line breaks are escaped', pem.replaceAll('\n', '%0a')],
  ['base64 of DER', body],
  ['base64 of DER as bytes', Buffer.from(body)],
  ['base64 of DER in lines', body.replaceAll(/.{76}/g, '$&\r\n')],
  ['base64 of DER with blanks around it', `  ${body}\n`],
  ['base64 of DER without padding', body.replaceAll('=', '')],
  ['base64url of DER', Buffer.from(der).toString('base64url')],
  ['base64 of DER as a URL component', encodeURIComponent(body)],
  ['base64 of DER as a byte sequence of a structured header', `:${body}:`],
  ['base64 of DER in quotes', `"${body}"`],
  ['base64 of a whole PEM', base64(pem)],
  ['base64 of a PEM with CR LF, in lines', base64(pem.replaceAll('\n', '\r\n')).replaceAll(/.{64}/g, '$&\n')],
  ['base64 of base64 of DER', base64(body)],
  ['base64 of a whole PEM as a URL component', encodeURIComponent(base64(pem))],
])('%s is read', (_, input) => {
  expect(Buffer.from(readCertificate(input).der).equals(der)).toBe(true);
});

const MALFORMED = 'ERR_CERTIFICATE_MALFORMED';
const NOT_ONE = 'ERR_CERTIFICATE_NOT_ONE';
const TOO_LARGE = 'ERR_CERTIFICATE_TOO_LARGE';

test.each<[string, Uint8Array | string, string]>([
  ['nothing', '', MALFORMED],
  ['no bytes', new Uint8Array(), MALFORMED],
  ['blanks', ' \n ', MALFORMED],
  ['a word', 'certificate', MALFORMED],
  ['other bytes', Uint8Array.of(0xff, 0x00, 0x80), MALFORMED],
  ['DER and a byte', Buffer.concat([der, Buffer.of(0)]), MALFORMED],
  ['DER twice', Buffer.concat([der, der]), MALFORMED],
  ['base64 of DER twice', base64(Buffer.concat([der, der]).toString('latin1')), MALFORMED],
  ['half of DER', der.subarray(0, der.length / 2), MALFORMED],
  ['PEM without its end', pem.slice(0, 200), MALFORMED],
  ['PEM with another end', pem.replace('END CERTIFICATE', 'END PRIVATE KEY'), MALFORMED],
  ['PEM with a character that is no base64', pem.replace('\nM', '\n*M'), MALFORMED],
  ['base64 of both alphabets', `+-${body}`, MALFORMED],
  ['base64 with a character too many', `${body.replaceAll('=', '')}AAAAA`.slice(0, body.length + 1), MALFORMED],
  ['percent signs that are no encoding', `%${body}`, MALFORMED],
  ['PEM encoded too often', base64(base64(base64(base64(pem)))), MALFORMED],
  ['two certificates', pem + toPem(other), NOT_ONE],
  ['the same certificate twice', pem + pem, NOT_ONE],
  ['base64 of two certificates', base64(pem + toPem(other)), NOT_ONE],
  ['a private key alone', key, NOT_ONE],
  ['a request', toPem(der, 'CERTIFICATE REQUEST'), NOT_ONE],
  ['two megabytes of text', 'A'.repeat(2 ** 21), TOO_LARGE],
  ['two megabytes', new Uint8Array(2 ** 21), TOO_LARGE],
  ['DER of 70 kilobytes', certificateDer({ serialNumber: integer('11'.repeat(70_000)) }), TOO_LARGE],
])('%s is refused', (_, input, code) => {
  expect(() => readCertificate(input)).toThrow(expect.objectContaining({ name: 'CertificateError', code }));
});

test('a bundle is read in its order', () => {
  const bundle = `leaf\n${toPem(other)}issuer\n${pem}${key}`;
  expect(readCertificates(bundle).map(({ serialNumber }) => serialNumber)).toEqual(['77', '1234']);
  expect(readCertificates(der)).toHaveLength(1);
});

test('a bundle without a certificate is refused', () => {
  expect(() => readCertificates(key)).toThrow(expect.objectContaining({ code: NOT_ONE }));
});

test.each(['-----BEGIN CERTIFICATE-----', '-----BEGIN ', '"', ':', '%41', '\\n', ' ', '=', "a'"])(
  'a megabyte of %j is refused without delay',
  (piece) => {
    const text = `x${piece.repeat(Math.trunc(2 ** 20 / piece.length) - 2)}x`;
    expect(() => readCertificate(text)).toThrow(CertificateError);
  },
);

test('any text is read or refused', () => {
  const noise = fc.oneof(
    fc.string(),
    fc.constantFrom('-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', body),
  );
  fc.assert(
    fc.property(fc.array(noise, { maxLength: 6 }), (parts) => {
      try {
        readCertificate(parts.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(CertificateError);
      }
    }),
  );
});

test('a PEM has lines of 64 characters and the label asked for', () => {
  const text = toPem(der, 'X509 CRL');
  expect(text).toMatch(
    /^-----BEGIN X509 CRL-----\n(?:[A-Za-z0-9+/=]{64}\n)+[A-Za-z0-9+/=]{1,64}\n-----END X509 CRL-----\n$/,
  );
});
