import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createVerifier, readCertificate, readCertificates } from '@openxs2a/certificates';
import { systemClock } from '@openxs2a/service';
import { expect, test } from 'vitest';
import { authenticateSecret } from '../acts/authenticate.ts';
import { revokeCertificate } from '../acts/revoke-certificate.ts';
import { install, startInstallation } from '../testing/installation.fixture.ts';
import { must, OPERATOR } from '../testing/parties.fixture.ts';
import { createTestQtsp, HOUR } from '../testing/qtsp.fixture.ts';
import { createSandboxParties } from './create-sandbox-parties.ts';
import { SANDBOX_PARTIES } from './parties.ts';

test('each demo party has what its role says, for a day, and a secret for keys of its own', async () => {
  const { qtsp, clock } = await createTestQtsp();
  const { parties } = await createSandboxParties(qtsp);
  expect(parties.map(({ name }) => name)).toEqual(SANDBOX_PARTIES.map(({ name }) => name));
  for (const { roles, qwac, qsealc, enrolmentSecret, organizationIdentifier } of parties) {
    for (const { certificate } of [qwac, qsealc]) {
      const [leaf] = readCertificates(certificate);
      expect(leaf?.qualified).toMatchObject({ value: { psd2: { value: { roles: roles.map((name) => ({ name })) } } } });
      expect(leaf?.notAfter.getTime()).toBeLessThanOrEqual(clock().getTime() + 24 * HOUR);
    }
    expect(must(await authenticateSecret(qtsp, enrolmentSecret))).toMatchObject({
      kind: 'enrolment',
      organizationIdentifier,
    });
  }
});

test('at the next start, all of them are new and valid again', async () => {
  const { qtsp, clock } = await createTestQtsp();
  const first = await createSandboxParties(qtsp);
  clock.advance(48 * HOUR);
  const second = await createSandboxParties(qtsp);
  const fingerprints = [...first.parties, ...second.parties].map(
    ({ qwac }) => readCertificates(qwac.certificate)[0]?.fingerprint,
  );
  expect(new Set(fingerprints).size).toBe(2 * SANDBOX_PARTIES.length);
  expect((await qtsp.journal.read({ kind: 'registration-added' })).records).toHaveLength(SANDBOX_PARTIES.length);
});

test('a bank that verifies by the book takes them, until they are revoked', async () => {
  const installation = await install({ SANDBOX_FOLDER: '' });
  const folder = join(installation.folder, 'sandbox');
  const { qtsp } = await startInstallation({ ...installation, env: { ...installation.env, SANDBOX_FOLDER: folder } });
  const root = readCertificate(await readFile(join(folder, 'root.pem'), 'utf8'));
  const createBank = (prefer: 'ocsp' | 'crl') =>
    createVerifier({
      anchors: [root],
      clock: systemClock,
      revocation: { prefer, nonce: prefer === 'ocsp' ? 'require' : 'none' },
    });
  for (const { name, roles, organizationIdentifier } of SANDBOX_PARTIES)
    for (const use of ['qwac', 'qsealc'] as const) {
      const [leaf, ...intermediates] = readCertificates(await readFile(join(folder, name, `${use}.pem`), 'utf8'));
      if (leaf === undefined) throw new Error('there is no certificate');
      for (const prefer of ['ocsp', 'crl'] as const) {
        const verdict = await createBank(prefer).verify(leaf, { use, intermediates });
        expect(verdict).toMatchObject({
          accepted: true,
          evidence: { roles, organizationIdentifier: { text: organizationIdentifier } },
        });
      }
      must(await revokeCertificate(qtsp, OPERATOR, { serialNumber: leaf.serialNumber, reason: 'superseded' }));
      for (const prefer of ['ocsp', 'crl'] as const)
        expect(await createBank(prefer).verify(leaf, { use, intermediates })).toMatchObject({
          accepted: false,
          reason: 'revoked',
        });
    }
  expect((await stat(join(folder, 'tpp', 'qwac-key.pem'))).mode & 0o077).toBe(0);
});
