import type { TestBrowser } from '../browser.fixture.ts';
import { openPages, type PagesBank } from '../pages.fixture.ts';
import { enrolOperator } from './operator-id.ts';
import type { Incident, KpiDay, OperatorOptions, Tpp, TppEvidence } from './options.ts';

export const OPERATOR = { name: 'anna', password: 'battery of horses' } as const;
export const KNOWN: TppEvidence = {
  tppId: 'PSDDE-BAFIN-100001',
  legalName: 'Accounts in Sight GmbH',
  roles: ['PSP_AI'],
  nca: { id: 'DE-BAFIN', name: 'Bundesanstalt für Finanzdienstleistungsaufsicht' },
  firstSeen: '2026-11-01T08:00:00.000Z',
  lastSeen: '2026-11-26T08:59:00.000Z',
  status: 'active',
  register: { at: '2026-11-26T08:00:00.000Z', result: 'agrees' },
  certificates: [
    {
      use: 'qwac',
      fingerprint: 'ab'.repeat(32),
      serialNumber: '4711',
      issuer: 'CN=Demo QTSP',
      notAfter: '2027-11-01T00:00:00.000Z',
      roles: ['PSP_AI'],
      firstSeen: '2026-11-01T08:00:00.000Z',
      lastSeen: '2026-11-26T08:59:00.000Z',
      revocation: { by: 'ocsp' },
    },
  ],
};

class DirectoryError extends Error {
  readonly code = 'ERR_TPP_TEXT';
}

/** What the gateway keeps, in memory, with the rules that pages meet: a reason is needed, unknown TPPs are none. */
export function createOperatorDouble(days: readonly KpiDay[] = []): OperatorOptions & { readonly kept: Incident[] } {
  const known = new Map<string, TppEvidence>([[KNOWN.tppId, KNOWN]]);
  const kept: Incident[] = [];
  const change = (tppId: string, text: string, change: Partial<Tpp>): Tpp => {
    if (text === '') throw new DirectoryError('"reason" is empty.');
    const tpp = { tppId, roles: [], certificates: [], status: 'active', ...known.get(tppId), ...change } as const;
    known.set(tppId, tpp);
    return tpp;
  };
  const at = '2026-11-26T09:00:00.000Z';
  return {
    names: [OPERATOR.name],
    kept,
    tpps: {
      find: async (tppId) => known.get(tppId),
      list: async ({ status }) => [...known.values()].filter((tpp) => status === undefined || tpp.status === status),
      block: async (tppId, reason, by) => change(tppId, reason, { status: 'blocked', decision: { reason, by, at } }),
      unblock: async (tppId, reason, by) => change(tppId, reason, { status: 'active', decision: { reason, by, at } }),
      attest: async (tppId, attestation) =>
        change(tppId, attestation.statement, { attestation: { ...attestation, at } }),
      review: async (tppId, { note, by, next }) => change(tppId, note, { review: { note, by, at }, nextReview: next }),
    },
    incidents: {
      async report({ tppId, category, description, by }) {
        change(tppId, description, { status: 'blocked', decision: { reason: description, by, at } });
        const about = { incidentId: `incident-${kept.length + 1}`, tppId, ncaId: 'DE-BAFIN', category, description };
        const report = { ...about, evidence: 'all of it' };
        const incident: Incident = { ...about, by, at, report, delivery: { state: 'by-hand' } };
        kept.push(incident);
        return incident;
      },
      find: async (incidentId) => kept.find((incident) => incident.incidentId === incidentId),
      list: async () => kept,
      async sendAgain(incidentId) {
        const found = kept.findIndex((incident) => incident.incidentId === incidentId);
        const incident = kept[found];
        if (incident === undefined || incident.delivery.state === 'sent')
          throw new DirectoryError('It is sent already.');
        kept[found] = { ...incident, delivery: { state: 'waiting', attempts: 0, dueAt: at } };
      },
    },
    kpi: { days: async (from, to) => days.filter(({ day }) => day >= from && day <= to) },
  };
}

export async function openOperator(days?: readonly KpiDay[]) {
  const operator = createOperatorDouble(days);
  const pages = await openPages({ pages: { operator } });
  const { sca, bank } = pages;
  await enrolOperator({ sca, database: bank.database }, OPERATOR.name, await sca.hashPassword(OPERATOR.password));
  return { pages, operator };
}

export async function signInOperator(pages: PagesBank): Promise<TestBrowser> {
  const browser = pages.browser();
  await browser.visit('/operator');
  await browser.submit('Log in', OPERATOR);
  return browser;
}
