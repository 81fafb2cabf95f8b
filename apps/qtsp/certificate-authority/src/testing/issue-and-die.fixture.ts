/** Issues what it is told, and ends without notice at a step. A process of its own, since it is killed. */
import { systemClock, systemRandom } from '@openxs2a/service';
import { openQtsp } from '../acts/open-qtsp.ts';
import { type CertificatesRequest, requestCertificates } from '../acts/request-certificates.ts';
import { toIssuingPolicy } from '../domain/addresses.ts';
import type { CallerOf } from '../domain/caller.ts';
import { openState } from '../open-state.ts';
import { LIFETIMES, PUBLIC_URL } from './qtsp.fixture.ts';

export interface Orders {
  readonly state: Parameters<typeof openState>[0];
  readonly caller: CallerOf<'enrolment'>;
  readonly request: CertificatesRequest;
  readonly dieAt: string;
}

// the test that starts it wrote them
const { state: location, caller, request, dieAt } = JSON.parse(process.argv[2] ?? '') as Orders;
const state = await openState(location, 'mortal');
const { qtsp } = await openQtsp({
  ...state,
  clock: systemClock,
  random: systemRandom,
  policy: toIssuingPolicy({ publicUrl: PUBLIC_URL, secureUrl: 'https://qtsp.localhost' }),
  lifetimes: LIFETIMES,
  crlHours: 24,
  onError: (error) => {
    throw error;
  },
  at: (step) => {
    if (step === dieAt) process.kill(process.pid, 'SIGKILL');
  },
});
await requestCertificates(qtsp, caller, request);
