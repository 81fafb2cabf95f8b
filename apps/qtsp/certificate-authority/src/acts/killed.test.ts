import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readCertificate } from '@openxs2a/certificates';
import { readConfig, systemClock, systemRandom } from '@openxs2a/service';
import { sql } from '@openxs2a/store';
import { expect, test } from 'vitest';
import { CONFIG } from '../config.ts';
import { toIssuingPolicy } from '../domain/addresses.ts';
import { openState } from '../open-state.ts';
import { listOfIssuance } from '../store/certificates.ts';
import { findEnrolment } from '../store/enrolments.ts';
import { listUnfinished } from '../store/issuances.ts';
import { install } from '../testing/installation.fixture.ts';
import type { Orders } from '../testing/issue-and-die.fixture.ts';
import { AURORA, createCsr, domainOf, enrol, importTestRegister, must, mustFail } from '../testing/parties.fixture.ts';
import { LIFETIMES, PUBLIC_URL } from '../testing/qtsp.fixture.ts';
import { completeUnfinished } from './complete-issuance.ts';
import { openQtsp } from './open-qtsp.ts';
import { ISSUANCE_STEPS, type IssuanceStep } from './qtsp.ts';
import { requestCertificates } from './request-certificates.ts';

const PROGRAM = join(import.meta.dirname, '../testing/issue-and-die.fixture.ts');

/** Opens what lies on disk, lets `act` have it, and closes it again. */
async function withQtsp<Result>(
  location: Orders['state'],
  act: (qtsp: Awaited<ReturnType<typeof openQtsp>>['qtsp']) => Promise<Result>,
): Promise<Result> {
  const state = await openState(location, 'test');
  try {
    const opened = await openQtsp({
      ...state,
      clock: systemClock,
      random: systemRandom,
      policy: toIssuingPolicy({ publicUrl: PUBLIC_URL, secureUrl: 'https://qtsp.localhost' }),
      lifetimes: LIFETIMES,
      crlHours: 24,
      onError: (error) => {
        throw error;
      },
    });
    return await act(opened.qtsp);
  } finally {
    await state.close();
  }
}

function die(orders: Orders): void {
  const child = spawnSync(process.execPath, ['--conditions=@openxs2a/source', PROGRAM, JSON.stringify(orders)], {
    encoding: 'utf8',
  });
  expect({ signal: child.signal, stderr: child.stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
}

/** Whether the request was on record when the process died; before, nothing of it may be. */
const IS_RECORDED: Readonly<Record<IssuanceStep, boolean>> = {
  recording: false,
  received: true,
  signed: true,
  storing: true,
  stored: true,
};

test.each(ISSUANCE_STEPS)('killed at "%s", an issuance loses and doubles nothing', async (dieAt) => {
  const { env } = await install();
  const state = readConfig(CONFIG, env);
  const caller = await withQtsp(state, async (qtsp) => {
    await importTestRegister(qtsp);
    return enrol(qtsp);
  });
  const request = {
    requestId: systemRandom.uuid(),
    roles: ['PSP_AI'],
    certificates: [
      { kind: 'qwac', csr: await createCsr({ dnsNames: [domainOf(AURORA)] }) },
      { kind: 'qsealc', csr: await createCsr() },
    ],
  } as const;
  die({ state, caller, request, dieAt });
  // and once more, where it goes on: what was left must survive that, too
  if (IS_RECORDED[dieAt]) die({ state, caller, request, dieAt });

  await withQtsp(state, async (qtsp) => {
    const { database, journal } = qtsp;
    expect((await findEnrolment(database, caller.enrolmentId))?.status).toBe(IS_RECORDED[dieAt] ? 'used' : 'open');
    await completeUnfinished(qtsp);
    expect(await listUnfinished(database)).toEqual([]);
    const { issuance, certificates } = must(await requestCertificates(qtsp, caller, request));
    expect(certificates.map(({ kind }) => kind)).toEqual(['qwac', 'qsealc']);
    expect(await listOfIssuance(database, issuance.issuanceId)).toEqual(certificates);
    const [issuances] = await database.all<{ count: number }>(sql`SELECT COUNT(*) AS count FROM issuance`);
    expect(issuances?.count).toBe(1);
    const fingerprints = certificates.map(({ der }) => readCertificate(der).fingerprint);
    const entries = (await journal.read({ kind: 'certificate-issued', subject: AURORA.organizationIdentifier }))
      .records;
    expect(entries.map(({ body }) => body)).toMatchObject(fingerprints.map((fingerprint) => ({ fingerprint })));
    const another = { ...request, requestId: systemRandom.uuid() };
    expect(mustFail(await requestCertificates(qtsp, caller, another)).code).toBe('enrolment-used');
    expect(await journal.verify()).toMatchObject({ accepted: true });
  });
});
