import { beforeAll, expect, test } from 'vitest';
import { createScene } from './scene.fixture.ts';

let scene: Awaited<ReturnType<typeof createScene>>;
beforeAll(async () => {
  scene = await createScene();
});

test('a QWAC is accepted with all that is known of it', async () => {
  const { authority, party, createVerifier } = scene;
  const { certificate } = await authority.issueQwac(party);
  const verdict = await createVerifier().verify(certificate, { use: 'qwac' });
  expect(verdict).toMatchObject({
    accepted: true,
    evidence: {
      use: 'qwac',
      certificate,
      path: [certificate, authority.issuingCa.certificate, authority.root.certificate],
      organizationIdentifier: { text: 'PSDDE-BAFIN-123456' },
      roles: ['PSP_PI', 'PSP_AI'],
      ncaId: 'DE-BAFIN',
      revocation: [
        { fingerprint: certificate.fingerprint, by: 'ocsp', url: authority.urls.ocsp },
        { fingerprint: authority.issuingCa.certificate.fingerprint, by: 'crl', url: authority.rootUrls.crl },
      ],
    },
  });
});
