import { expect, test } from 'vitest';
import {
  AURORA,
  BAFIN,
  BANK,
  createCsr,
  domainOf,
  importTestRegister,
  issueTo,
  must,
  mustFail,
} from '../testing/parties.fixture.ts';
import { createTestQtsp, HOUR } from '../testing/qtsp.fixture.ts';
import type { Qtsp } from './qtsp.ts';
import { renewCertificate } from './renew-certificate.ts';
import { revokeCertificate } from './revoke-certificate.ts';
import { withdrawRole } from './withdraw.ts';

async function setUp() {
  const made = await createTestQtsp();
  await importTestRegister(made.qtsp);
  return { ...made, issued: await issueTo(made.qtsp) };
}

const names = [`api.${domainOf(AURORA)}`];
const renewal = async ({ random }: Qtsp, serialNumber: string, dnsNames?: readonly string[]) => ({
  serialNumber,
  requestId: random.uuid(),
  csr: await createCsr(dnsNames === undefined ? {} : { dnsNames }),
});

test('a renewed certificate says what the old one said, for a new time; the old one stays', async () => {
  const { qtsp, clock, issued } = await setUp();
  clock.advance(24 * HOUR);
  const { qwac, caller } = issued;
  const request = await renewal(qtsp, qwac.serialNumber, names);
  const { certificates } = must(await renewCertificate(qtsp, caller, request));
  expect(certificates).toMatchObject([{ kind: 'qwac', party: qwac.party, countries: qwac.countries, dnsNames: names }]);
  expect(certificates[0]?.notAfter.getTime()).toBe(qwac.notAfter.getTime() + 24 * HOUR);
  expect(certificates[0]?.publicKey).not.toEqual(qwac.publicKey);
  expect(must(await renewCertificate(qtsp, caller, request)).certificates).toEqual(certificates);
});

test('the register is asked again', async () => {
  const { qtsp, issued } = await setUp();
  const { organizationIdentifier } = AURORA;
  await qtsp.database.transaction((trx) => withdrawRole(trx, qtsp, BAFIN, { organizationIdentifier, role: 'PSP_PI' }));
  const outcome = await renewCertificate(qtsp, issued.caller, await renewal(qtsp, issued.qsealc.serialNumber));
  expect(mustFail(outcome).reasons).toMatchObject([
    { reason: 'certificate-not-renewable', detail: 'The certificate is revoked.' },
  ]);
});

test('what is over cannot be renewed', async () => {
  const { qtsp, clock, issued } = await setUp();
  const { caller, qsealc, qwac } = issued;
  must(await revokeCertificate(qtsp, caller, { serialNumber: qsealc.serialNumber, reason: 'superseded' }));
  const revoked = await renewCertificate(qtsp, caller, await renewal(qtsp, qsealc.serialNumber));
  expect(mustFail(revoked).reasons).toMatchObject([{ reason: 'certificate-not-renewable' }]);
  clock.advance(181 * 24 * HOUR);
  const expired = await renewCertificate(qtsp, caller, await renewal(qtsp, qwac.serialNumber, names));
  expect(mustFail(expired).reasons).toMatchObject([
    { reason: 'certificate-not-renewable', detail: 'The certificate is expired.' },
  ]);
});

test('nobody renews what is another’s', async () => {
  const { qtsp, issued } = await setUp();
  const { caller: bank } = await issueTo(qtsp, BANK);
  expect(mustFail(await renewCertificate(qtsp, bank, await renewal(qtsp, issued.qwac.serialNumber, names))).code).toBe(
    'not-found',
  );
  expect(mustFail(await renewCertificate(qtsp, bank, await renewal(qtsp, 'abc', names))).code).toBe('not-found');
});
