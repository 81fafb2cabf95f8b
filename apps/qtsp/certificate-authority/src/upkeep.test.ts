import { expect, test } from 'vitest';
import { requestCertificates } from './acts/request-certificates.ts';
import { listUnfinished } from './store/issuances.ts';
import { createCsr, enrol, importTestRegister, must } from './testing/parties.fixture.ts';
import { createTestQtsp } from './testing/qtsp.fixture.ts';
import { keepUp } from './upkeep.ts';

test('what falls due is done, each part even where another one fails', async () => {
  const errors: unknown[] = [];
  const { qtsp } = await createTestQtsp({ onError: (error) => errors.push(error) });
  await importTestRegister(qtsp);
  const away = { ...qtsp.issuer.key, sign: () => Promise.reject(new Error('the device is away')) };
  const request = {
    requestId: qtsp.random.uuid(),
    roles: ['PSP_AI'],
    certificates: [{ kind: 'qsealc', csr: await createCsr() }],
  } as const;
  const broken = { ...qtsp, issuer: { ...qtsp.issuer, key: away } };
  must(await requestCertificates(broken, await enrol(qtsp), request));
  await keepUp(broken, () => Promise.reject(new Error('no TLS')));
  expect(errors).toMatchObject([
    { message: 'the device is away' },
    { message: 'the device is away' },
    { message: 'the device is away' },
    { message: 'no TLS' },
  ]);
  await keepUp(qtsp, async () => undefined);
  expect(await listUnfinished(qtsp.database)).toEqual([]);
});
