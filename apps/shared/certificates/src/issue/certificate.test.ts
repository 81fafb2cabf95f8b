import { expect, test } from 'vitest';
import { createDemoAuthority } from './demo/authority.ts';
import { createDemoParty } from './demo/party.ts';
import type { KeyKind } from './generate-key.ts';
import { openssl, toPemBlock } from './openssl.fixture.ts';

const clock = () => new Date();

test.each<KeyKind>(['p-256', 'p-384', 'rsa-2048'])(
  'OpenSSL finds a strict path for TLS from a QWAC to its root, all of %s',
  async (kind) => {
    const authority = await createDemoAuthority({ clock, caKey: kind, key: kind });
    const { certificate } = await authority.issueQwac(createDemoParty());
    const files = {
      'leaf.pem': toPemBlock('CERTIFICATE', certificate.der),
      'ca.pem': toPemBlock('CERTIFICATE', authority.issuingCa.certificate.der),
      'root.pem': toPemBlock('CERTIFICATE', authority.root.certificate.der),
    };
    for (const purpose of ['sslclient', 'sslserver'])
      expect(
        openssl(
          ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', 'root.pem', '-untrusted', 'ca.pem', 'leaf.pem'],
          files,
        ),
      ).toBe('leaf.pem: OK\n');
  },
);
