import { once } from 'node:events';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { toPem } from '../../read/armour.ts';
import { openssl, toFiles, toVerifyArguments } from '../openssl.fixture.ts';
import { createDemoAuthority, type IssuedCertificate } from './authority.ts';
import { createDemoParty } from './party.ts';

const now = new Date();
const authority = await createDemoAuthority({ clock: () => now });
const party = createDemoParty();
const files = toFiles(authority);

/** Status of a certificate as OpenSSL hears of it through OCSP. */
async function askStatus(der: Uint8Array): Promise<string> {
  const given = { ...files, 'leaf.pem': toPem(der) };
  const asked = openssl(['ocsp', '-issuer', 'ca.pem', '-cert', 'leaf.pem', '-reqout', 'out'], given);
  const request = asked.out ?? new Uint8Array();
  const response = await authority.answerOcsp(request);
  const args = ['-reqin', 'request', '-respin', 'response', '-CAfile', 'both.pem', '-resp_text'];
  const { text } = openssl(['ocsp', ...args], { ...given, request, response });
  expect(text).toContain('Response verify OK');
  return /Cert Status: (\w+)/.exec(text)?.[1] ?? text;
}

async function verifyByCrl(leaf: Uint8Array): Promise<string> {
  const crls = toPem(await authority.createCrl(), 'X509 CRL') + toPem(await authority.createCrl('root'), 'X509 CRL');
  const args = toVerifyArguments('-crl_check_all', '-CRLfile', 'crls.pem');
  return openssl(args, { ...files, 'leaf.pem': toPem(leaf), 'crls.pem': crls }).text;
}

test('a certificate is good until it is revoked, for OCSP and CRL alike', async () => {
  const { certificate } = await authority.issueQsealc(party);
  expect(await askStatus(certificate.der)).toBe('good');
  expect(await verifyByCrl(certificate.der)).toBe('leaf.pem: OK\n');
  authority.revoke(certificate, { reason: 'cessationOfOperation' });
  expect(await askStatus(certificate.der)).toBe('revoked');
  expect(await verifyByCrl(certificate.der)).toContain('certificate revoked');
});

test('of what it did not issue an authority knows nothing', async () => {
  const other = await authority.issueQwac(party, { issuer: { ...authority.issuingCa } });
  expect(await askStatus(other.certificate.der)).toBe('unknown');
});

test('the issuing CA is revoked by the root', async () => {
  const own = await createDemoAuthority({ clock: () => now });
  own.revoke(own.issuingCa.certificate, { reason: 'cACompromise' });
  const crl = toPem(await own.createCrl('root'), 'X509 CRL');
  const args = ['verify', '-crl_check', '-CRLfile', 'crl.pem', '-CAfile', 'root.pem', 'ca.pem'];
  expect(openssl(args, { ...toFiles(own), 'crl.pem': crl }).text).toContain('certificate revoked');
  expect(
    openssl(['crl', '-noout', '-text', '-in', 'crl'], { crl: toPem(await own.createCrl(), 'X509 CRL') }).text,
  ).toContain('No Revoked');
});

test('every list has a greater number', async () => {
  const number = async () => {
    const crl = toPem(await authority.createCrl(), 'X509 CRL');
    return BigInt(
      openssl(['crl', '-in', 'crl', '-noout', '-crlnumber'], { crl }).text.trim().replace('crlNumber=', ''),
    );
  };
  const first = await number();
  expect(await number()).toBe(first + 1n);
});

test.each([
  ['what is no request', Buffer.from('hello'), 'malformedrequest'],
  ['a request about another authority', await askAnother(), 'unauthorized'],
])('%s is answered by an error', async (_, request, error) => {
  const response = await authority.answerOcsp(request);
  expect(openssl(['ocsp', '-respin', 'r', '-noverify'], { r: response }).text.toLowerCase()).toContain(error);
});

async function askAnother(): Promise<Uint8Array> {
  const other = await createDemoAuthority({ clock: () => now });
  const leaf = toPem((await other.issueQwac(party)).certificate.der);
  const args = ['ocsp', '-issuer', 'ca.pem', '-cert', 'leaf.pem', '-reqout', 'out'];
  return openssl(args, { ...toFiles(other), 'leaf.pem': leaf }).out ?? new Uint8Array();
}

test('providers have names of their own', async () => {
  const other = await createDemoAuthority({ clock: () => now, name: 'Other' });
  expect(other.root.certificate.subject).not.toEqual(authority.root.certificate.subject);
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)('two QWACs make a connection by mutual %s', async (version) => {
  const bank = await authority.issueQwac(createDemoParty({ roles: ['PSP_AS'] }), { dnsNames: ['bank.localhost'] });
  const tpp = await authority.issueQwac(party);
  expect(await shakeHands(version, bank, tpp)).toEqual({
    client: { authorized: true, peer: bank.certificate.fingerprint },
    server: { authorized: true, peer: tpp.certificate.fingerprint },
  });
});

async function shakeHands(version: 'TLSv1.2' | 'TLSv1.3', bank: IssuedCertificate, tpp: IssuedCertificate) {
  const listener = createServer({ ...toTlsOptions(bank), requestCert: true, minVersion: version, maxVersion: version });
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  // holds: a server that listens on TCP has an address and a port
  const { port } = listener.address() as AddressInfo;
  const accepted = once(listener, 'secureConnection');
  const client = connect({ ...toTlsOptions(tpp), socket: connectTcp(port, '127.0.0.1'), servername: 'bank.localhost' });
  const [[server]] = await Promise.all([accepted, once(client, 'secureConnect')]);
  const seen = { client: describe(client), server: describe(server) };
  client.destroy();
  server.destroy();
  listener.close();
  return seen;
}

function describe(socket: TLSSocket) {
  const peer = socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
  return { authorized: socket.authorized, peer };
}

function toTlsOptions({ certificate, privateKey }: IssuedCertificate) {
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: toPem(certificate.der) + toPem(authority.issuingCa.certificate.der),
    ca: toPem(authority.root.certificate.der),
  };
}
