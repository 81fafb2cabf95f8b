import { answerPage, html, type Notice, showField, showForm, tellProblem } from '@openxs2a/service/pages';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { readForm } from '../base/form.ts';
import { createVisits, type Visits } from '../base/visits.ts';
import { say } from '../base/words.ts';
import type { PagesOptions } from '../options.ts';
import { createConsentPages } from './consent-pages.ts';
import { createIncidentPages } from './incident-pages.ts';
import { createKpiPages } from './kpi-pages.ts';
import { operatorId } from './operator-id.ts';
import type { OperatorOptions } from './options.ts';
import { createPsuPages } from './psu-pages.ts';
import { OPERATOR_HOME, type OperatorEnv, type OperatorLogin, parseOperatorLogin } from './room.ts';
import { createTppPages } from './tpp-pages.ts';

const PATH = `${OPERATOR_HOME}/sign-in`;

/** For the bank's own people: a role of its own, with credentials that no PSU has. */
export function createOperatorPages(options: PagesOptions, operator: OperatorOptions): Hono<OperatorEnv> {
  const visits = createVisits<OperatorLogin>({ ...options, name: 'xs2a-operator', parse: parseOperatorLogin });
  const app = new Hono<OperatorEnv>()
    .use(`${OPERATOR_HOME}/*`, visits.guard)
    .route('/', createOperatorLogin(options, operator, visits))
    .use(`${OPERATOR_HOME}/*`, async (c, next) => {
      const { value, formToken } = visits.of(c);
      // who was taken from the configuration is out at once
      if (value === undefined || !operator.names.includes(value.name)) return c.redirect(PATH, 303);
      c.set('name', value.name);
      c.set('formToken', formToken);
      return next();
    })
    .get(OPERATOR_HOME, (c) => c.redirect(`${OPERATOR_HOME}/tpps`, 303));
  return app
    .route(OPERATOR_HOME, createTppPages(options, operator))
    .route(OPERATOR_HOME, createConsentPages(options))
    .route(OPERATOR_HOME, createPsuPages(options))
    .route(OPERATOR_HOME, createIncidentPages(options, operator))
    .route(OPERATOR_HOME, createKpiPages(options, operator));
}

function createOperatorLogin(
  { sca, profile }: PagesOptions,
  operator: OperatorOptions,
  visits: Visits<OperatorLogin>,
): Hono {
  const isOperator = (name: string | undefined) => operator.names.some((one) => one === name);
  const show = (c: Context, notice?: Notice, name = '') => {
    const { formToken } = visits.of(c);
    const isInvalid = notice?.isError ?? false;
    const fields = html`
      ${showField({ label: 'Name', name: 'name', value: name, autocomplete: 'username', isInvalid })}
      ${showField({ label: 'Password', name: 'password', type: 'password', autocomplete: 'current-password', isInvalid })}`;
    const form = showForm(`${PATH}/login`, formToken, fields, { text: 'Log in' });
    return answerPage(
      c,
      { site: profile.name, title: 'For the operator', notice },
      html`<div class="card">${form}</div>`,
    );
  };
  return new Hono()
    .get(PATH, (c) => (isOperator(visits.of(c).value?.name) ? c.redirect(OPERATOR_HOME, 303) : show(c)))
    .post(`${PATH}/login`, async (c) => {
      const form = await readForm(c);
      const name = form.text('name');
      const psuId = isOperator(name) ? operatorId(name) : undefined;
      const claimed = operatorId(name);
      const outcome = await sca.checkPassword({ psuId, claimed, password: form.secret('password'), channel: 'page' });
      if (outcome.accepted) {
        await visits.begin(c, { name });
        return c.redirect(OPERATOR_HOME, 303);
      }
      const { text, status } = say(outcome.reason);
      return show(c, tellProblem(text, status, 'name'), name);
    })
    .post(`${OPERATOR_HOME}/sign-out`, async (c) => {
      await visits.end(c);
      return c.redirect(PATH, 303);
    });
}
