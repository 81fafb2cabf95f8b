import { toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty } from '@openxs2a/certificates/issue';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseXfcc } from './xfcc.ts';
import { parseXfccElements } from './xfcc-elements.ts';

const authority = await createDemoAuthority({ clock: () => new Date() });
const { certificate: leaf } = await authority.issueQwac(createDemoParty());
const { certificate: other } = await authority.issueQwac(createDemoParty());
const issuing = authority.issuingCa.certificate;

const pem = (...certificates: readonly { readonly der: Uint8Array }[]) =>
  `"${encodeURIComponent(certificates.map(({ der }) => toPem(der)).join(''))}"`;
const HASH = `Hash=${leaf.fingerprint}`;

/** As Envoy writes it. */
const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
const key = fc.constantFrom('By', 'Hash', 'Cert', 'Chain', 'Subject', 'URI', 'DNS');

test('elements and values come back as they were written', () => {
  const pairs = fc.array(fc.tuple(key, fc.string()), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(pairs, { minLength: 1, maxLength: 3 }), (elements) => {
      const text = elements.map((each) => each.map(([name, value]) => `${name}=${quote(value)}`).join(';')).join(',');
      expect(parseXfccElements(text)).toEqual(elements);
    }),
  );
});

test('whatever stands there is read or is a problem, never an exception', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('Cert=', 'Hash=', '"', ';', ',', '=', '\\', '%', pem(leaf), HASH),
  );
  fc.assert(
    fc.property(
      fc.array(piece).map((parts) => parts.join('')),
      (text) => {
        const read = parseXfcc(text);
        if (!('problem' in read)) expect(text).toContain(leaf.fingerprint);
      },
    ),
  );
});

test('the certificate of Cert is read, with or without its chain', () => {
  expect(
    parseXfcc(`By=spiffe://bank/gateway;${HASH};Cert=${pem(leaf)};Subject="CN=psp";URI=;DNS=psp.localhost`),
  ).toEqual({
    leaf: leaf.der,
    chain: [],
  });
  const both = { leaf: leaf.der, chain: [issuing.der] };
  expect(parseXfcc(`${HASH};Cert=${pem(leaf)};Chain=${pem(leaf, issuing)}`)).toEqual(both);
  expect(parseXfcc(`${HASH};Chain=${pem(leaf, issuing)}`)).toEqual(both);
});

test.each([
  ['nothing', '', 'malformed'],
  ['no pair', 'hello', 'malformed'],
  ['a quote that does not end', 'Cert="abc', 'malformed'],
  ['something behind a quoted value', `${HASH};Cert=${pem(leaf)}x`, 'malformed'],
  ['an end that is not', `${HASH};`, 'malformed'],
  ['several elements', `${HASH};Cert=${pem(leaf)},${HASH};Cert=${pem(leaf)}`, 'several elements'],
  ['two certificates', `${HASH};Cert=${pem(leaf)};Cert=${pem(other)}`, 'twice'],
  ['two hashes, in whatever case', `${HASH};hash=${other.fingerprint};Cert=${pem(other)}`, 'twice'],
  ['a name in a certificate that looks like pairs', `${HASH};URI=x;Cert=${pem(other)}`, 'Hash is not of'],
  ['no hash', `Cert=${pem(leaf)}`, 'Hash is not of'],
  ['another hash', `Hash=${other.fingerprint};Cert=${pem(leaf)}`, 'Hash is not of'],
  ['no certificate', `${HASH};Subject="CN=psp"`, 'no certificate'],
  ['an empty certificate', `${HASH};Cert=""`, 'no certificate'],
  ['what is no percent-encoding', `${HASH};Cert="%zz"`, 'no certificate'],
  ['what is no certificate', `${HASH};Cert="abc"`, 'no certificate'],
  ['more than one in Cert', `${HASH};Cert=${pem(leaf, issuing)}`, 'more than one'],
  ['a chain of another', `${HASH};Cert=${pem(leaf)};Chain=${pem(other, issuing)}`, 'does not begin'],
  ['a chain that cannot be read', `${HASH};Cert=${pem(leaf)};Chain="abc"`, 'no certificate'],
])('X-Forwarded-Client-Cert with %s is refused', (_, text, problem) => {
  expect(parseXfcc(text)).toEqual({ problem: expect.stringContaining(problem) });
});
