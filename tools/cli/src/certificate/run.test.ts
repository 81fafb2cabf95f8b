import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OIDS, toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty, type DemoAuthority } from '@openxs2a/certificates/issue';
import { expect, onTestFinished, test } from 'vitest';
import { authority, call, makeFiles, NOW, pem, qwac, seal } from '../made.fixture.ts';

const explain = (...args: string[]) => call(['certificate', ...args]);

test('a certificate is explained in every form, from a file and from standard input', async () => {
  const { der } = seal.certificate;
  const fileOf = await makeFiles({
    'seal.pem': pem.seal,
    'seal.der': der,
    'seal.b64': Buffer.from(der).toString('base64'),
  });
  const outs = await Promise.all(['seal.pem', 'seal.der', 'seal.b64'].map((name) => explain(fileOf(name))));
  expect(new Set(outs.map(({ out }) => out)).size).toBe(1);
  expect(outs[0]).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^QSealC: Example Payments GmbH\n/) });
  expect(await call(['certificate', '-'], { input: async () => der })).toEqual(outs[0]);
});

test('errors and warnings exit with 1', async () => {
  const { certificate } = await authority.issueQsealc(createDemoParty(), { notAfter: new Date(NOW.getTime() - 1) });
  const fileOf = await makeFiles({ 'old.pem': toPem(certificate.der) });
  expect(await explain(fileOf('old.pem'))).toMatchObject({ code: 1, out: expect.stringContaining('error: expired') });
  expect(await explain(fileOf('old.pem'), '--at', '2026-11-26')).toMatchObject({ code: 0 });
});

test('several certificates in one file are each explained', async () => {
  const fileOf = await makeFiles({ 'chain.pem': pem.qwac + pem.issuingCa });
  const { out } = await explain(fileOf('chain.pem'));
  expect(out).toMatch(/^Certificate 1 of 2\n\nQWAC: /);
  expect(out).toMatch(/\nCertificate 2 of 2\n\nCertificate of an authority: /);
  const { certificates } = JSON.parse((await explain(fileOf('chain.pem'), '--json')).out);
  expect(certificates.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).toEqual([
    qwac.certificate.fingerprint,
    authority.issuingCa.certificate.fingerprint,
  ]);
});

const chains = {
  'seal.pem': pem.seal,
  'chain.pem': pem.seal + pem.issuingCa,
  'qwac.pem': pem.qwac,
  'ca.pem': pem.issuingCa,
  'root.pem': pem.root,
};

test.each([
  ['by the file itself', ['chain.pem', '--trust', 'root.pem'], 0, 'accepted as QSealC'],
  ['by an intermediate', ['seal.pem', '--trust', 'root.pem', '--intermediate', 'ca.pem'], 0, 'accepted as QSealC'],
  ['by its issuer', ['qwac.pem', '--trust', 'ca.pem'], 0, 'accepted as QWAC'],
  ['by nobody', ['seal.pem', '--trust', 'root.pem'], 1, 'refused-untrusted-issuer'],
  ['for the other use', ['seal.pem', '--trust', 'ca.pem', '--use', 'qwac'], 1, 'refused-'],
  ['too late', ['seal.pem', '--trust', 'ca.pem', '--at', '2036-01-01'], 1, 'refused-expired'],
])('a path is verified: %s', async (_name, args, code, words) => {
  const fileOf = await makeFiles(chains);
  const found = await explain(...args.map((arg) => (arg.endsWith('.pem') ? fileOf(arg) : arg)));
  expect(found).toMatchObject({ code, out: expect.stringContaining(words) });
  expect(found.out.includes('revocation was not checked')).toBe(code === 0);
});

test('--json says what was accepted, by which path and on what, and why not', async () => {
  const fileOf = await makeFiles(chains);
  const accepted = JSON.parse((await explain(fileOf('chain.pem'), '--trust', fileOf('root.pem'), '--json')).out);
  expect(accepted.certificates[0].verdict).toMatchObject({
    accepted: true,
    evidence: {
      use: 'qsealc',
      organizationIdentifier: 'PSDDE-BAFIN-123456',
      path: [
        seal.certificate.fingerprint,
        authority.issuingCa.certificate.fingerprint,
        authority.root.certificate.fingerprint,
      ],
    },
  });
  expect(accepted.certificates[1].verdict).toBeUndefined();
  const refused = JSON.parse((await explain(fileOf('seal.pem'), '--trust', fileOf('root.pem'), '--json')).out);
  expect(refused.certificates[0].verdict).toMatchObject({ accepted: false, reason: 'untrusted-issuer' });
});

/** The responders of an authority on a port of this machine. */
async function listen(): Promise<DemoAuthority> {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const isOcsp = request.url === '/ocsp';
    response.end(
      isOcsp
        ? await served.answerOcsp(body)
        : await served.createCrl(request.url === '/root.crl' ? 'root' : 'issuingCa'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // a listening TCP server has an address of this kind
  const { port } = server.address() as AddressInfo;
  const served = await createDemoAuthority({ clock: () => NOW, baseUrl: `http://127.0.0.1:${port}` });
  return served;
}

test('--check-revocation asks the responders that the certificates name', async () => {
  const served = await listen();
  const { certificate } = await served.issueQwac(createDemoParty());
  const fileOf = await makeFiles({
    'chain.pem': toPem(certificate.der) + toPem(served.issuingCa.certificate.der),
    'root.pem': toPem(served.root.certificate.der),
  });
  const args = [fileOf('chain.pem'), '--trust', fileOf('root.pem'), '--check-revocation'];
  expect(await explain(...args)).toMatchObject({ code: 0, out: expect.stringContaining('not revoked by OCSP') });
  served.revoke(certificate, { reason: 'keyCompromise' });
  expect(await explain(...args)).toMatchObject({ code: 1, out: expect.stringContaining('refused-revoked') });
});

test.each([
  [['seal.pem', '--use', 'qwac'], /--use USE goes with --trust FILE/],
  [['seal.pem', '--check-revocation'], /--check-revocation goes with --trust FILE/],
  [['seal.pem', '--intermediate', 'ca.pem'], /--intermediate FILE goes with --trust FILE/],
  [['seal.pem', '--trust', 'ca.pem', '--use', 'seal'], /one of qwac, qsealc/],
  [['seal.pem', '--trust', 'missing.pem'], /ENOENT/],
  [['missing.pem'], /ENOENT/],
  [['rubbish.pem'], /rubbish\.pem: ERR_CERTIFICATE_\w+: /],
  [['key.pem'], /key\.pem: /],
  [['seal.pem', '--at', '31.03.2027'], /is neither a day/],
  [[], /FILE is missing/],
])('%j is refused with 2', async (args, words) => {
  const key = seal.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const fileOf = await makeFiles({ ...chains, 'rubbish.pem': '\u001b[2J rubbish', 'key.pem': key });
  const { code, out, err } = await explain(...args.map((arg) => (arg.endsWith('.pem') ? fileOf(arg) : arg)));
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(words);
  expect(err).not.toMatch(/[^\P{Cc}\n]/u);
});

test('nothing in a certificate reaches a terminal as a command', async () => {
  const value = 'Evil\u001b]0;owned\u0007\u202e Ltd';
  const text: ReadonlySet<string> = new Set([OIDS.organizationName, OIDS.commonName]);
  const { certificate } = await authority.issueQsealc(createDemoParty(), {
    alter: (template) => ({
      ...template,
      subject: template.subject.map((part) => part.map((each) => (text.has(each.oid) ? { ...each, value } : each))),
    }),
  });
  const { out } = await call(['certificate', '-'], { input: async () => certificate.der });
  expect(out).toContain('Evil');
  expect(out).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u);
});
