import { readCertificate } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import { AURORA, importTestRegister, issueTo } from '../testing/parties.fixture.ts';
import { createTestQtsp } from '../testing/qtsp.fixture.ts';

test('a proven party gets both certificates with what the register says', async () => {
  const { qtsp } = await createTestQtsp();
  await importTestRegister(qtsp);
  const { qwac, qsealc } = await issueTo(qtsp);
  for (const { der } of [qwac, qsealc]) {
    const { qualified, organizationIdentifier } = readCertificate(der);
    expect(organizationIdentifier).toMatchObject({ kind: 'present', value: { text: AURORA.organizationIdentifier } });
    expect(qualified).toMatchObject({
      kind: 'present',
      value: {
        psd2: { kind: 'present', value: { ncaId: 'DE-BAFIN', roles: [{ name: 'PSP_PI' }, { name: 'PSP_AI' }] } },
      },
    });
  }
});
