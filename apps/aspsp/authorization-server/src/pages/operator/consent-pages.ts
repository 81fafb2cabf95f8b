import type { Consent } from '@openxs2a/consent';
import { html, showField, showNext, showTable, showTime } from '@openxs2a/service/pages';
import { Hono } from 'hono';
import { describeAccess } from '../base/describe-access.ts';
import { showStatus } from '../base/show-status.ts';
import type { PagesOptions } from '../options.ts';
import { answerOperator, OPERATOR_HOME, type OperatorEnv } from './room.ts';

const PAGE = 50;

/** The consents of a TPP or of a PSU. Names of accounts stay out: who operates the interface has no need to know them. */
export function createConsentPages({ consents, core, profile: { name: bank } }: PagesOptions): Hono<OperatorEnv> {
  return new Hono<OperatorEnv>().get('/consents', async (c) => {
    const { tpp = '', psu = '', after } = c.req.query();
    const page = { after, limit: PAGE };
    const person = psu === '' ? undefined : await core.findPsu({ psuId: psu });
    const found =
      tpp !== ''
        ? await consents.listOfTpp(tpp, page)
        : person === undefined
          ? []
          : await consents.listOfPsu(person.id, page);
    const last = found.length === PAGE ? found.at(-1)?.consentId : undefined;
    return answerOperator(
      c,
      { site: bank, title: 'Consents', section: 'Consents' },
      html`<section class="card">
        <form class="filter" method="get" action="${OPERATOR_HOME}/consents">
          <div>${showField({ label: 'Number of a TPP', name: 'tpp', type: 'search', value: tpp, isOptional: true })}</div>
          <div>${showField({ label: 'or PSU-ID', name: 'psu', type: 'search', value: psu, isOptional: true })}</div>
          <button>Show</button>
        </form>
        ${showTable('The newest first', COLUMNS, found)}
        ${showNext(`${OPERATOR_HOME}/consents`, { tpp, psu }, last)}
      </section>`,
    );
  });
}

const COLUMNS = [
  { title: 'Number', show: ({ consentId }: Consent) => html`<span class="number">${consentId}</span>` },
  { title: 'TPP', show: ({ tppName, tppId }: Consent) => html`${tppName}<br><span class="hint">${tppId}</span>` },
  { title: 'PSU', show: ({ psu }: Consent) => psu?.psuId ?? '–' },
  { title: 'What', show: ({ access }: Consent) => describeAccess(access).kinds.join(', ') },
  { title: 'Status', show: ({ consentStatus }: Consent) => showStatus(consentStatus) },
  { title: 'Created', show: ({ createdAt }: Consent) => showTime(createdAt) },
  { title: 'Until', show: ({ recurring, validUntil }: Consent) => (recurring ? validUntil : 'once') },
];
