import { PSP_ROLES } from '@openxs2a/certificates';
import { type Html, html, showChoice, showField, showForm, showSelect } from '@openxs2a/service/pages';
import type { Transaction } from '@openxs2a/store';
import type { RegistrationChange } from '../../acts/change-registration.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { restoreAuthorisation, restoreRole } from '../../acts/restore.ts';
import { withdrawAuthorisation, withdrawRole } from '../../acts/withdraw.ts';
import type { CallerOf } from '../../domain/caller.ts';
import { failed, type Outcome, type ProblemCode } from '../../domain/outcome.ts';
import type { StoredRegistration } from '../../store/registrations.ts';
import type { Form } from './page-env.ts';

type Change = Promise<Outcome<RegistrationChange, ProblemCode>>;

/** What an authority can do to an entry by a form. */
export type RegistrationAct = (
  trx: Transaction,
  caller: CallerOf<'nca'>,
  organizationIdentifier: string,
  form: Form,
) => Change;

/** By the last part of the address that its form goes to. */
export function createRegistrationActs(qtsp: Qtsp) {
  const commentOf = (form: Form) => {
    const comment = form.optional('comment');
    return comment === undefined ? {} : { comment };
  };
  const roleOf = (organizationIdentifier: string, form: Form) => {
    const role = PSP_ROLES.find((name) => name === form.text('role'));
    const countries = form.list('countries').map((country) => country.toUpperCase());
    if (role === undefined || !countries.every((country) => /^[A-Z]{2}$/.test(country))) return undefined;
    return { organizationIdentifier, role, ...(countries.length === 0 ? {} : { countries }), ...commentOf(form) };
  };
  return {
    'withdraw-authorisation': async (trx, caller, organizationIdentifier, form) => {
      if (!form.isChecked('sure')) return UNSURE;
      const status = form.text('status') === 'suspended' ? 'suspended' : 'withdrawn';
      return withdrawAuthorisation(trx, qtsp, caller, { organizationIdentifier, status, ...commentOf(form) });
    },
    'restore-authorisation': async (trx, caller, organizationIdentifier, form) =>
      restoreAuthorisation(trx, qtsp, caller, { organizationIdentifier, ...commentOf(form) }),
    'withdraw-role': async (trx, caller, id, form) => {
      if (!form.isChecked('sure')) return UNSURE;
      const input = roleOf(id, form);
      return input === undefined ? ROLE_UNCLEAR : withdrawRole(trx, qtsp, caller, input);
    },
    'restore-role': async (trx, caller, id, form) => {
      const input = roleOf(id, form);
      return input === undefined ? ROLE_UNCLEAR : restoreRole(trx, qtsp, caller, input);
    },
  } satisfies Record<string, RegistrationAct>;
}

const UNSURE = failed('request-refused', 'Confirm that certificates are revoked with it.');
const ROLE_UNCLEAR = failed('request-refused', 'Choose a role, and name countries by two letters.');

/** The forms for them. */
export function showRegistrationActs(registration: StoredRegistration, formToken: string): Html {
  const base = `/register/${encodeURIComponent(registration.organizationIdentifier)}`;
  const held = registration.roles.map(({ role }) => [role, role] as const);
  const all = PSP_ROLES.map((role) => [role, role] as const);
  const comment = showField({ label: 'Reason', name: 'comment', isOptional: true });
  const sure = showChoice('Certificates that carry it are revoked for good.', {
    type: 'checkbox',
    name: 'sure',
    value: 'yes',
    isRequired: true,
  });
  const withdrawn = showSelect('For how long', 'status', [
    ['withdrawn', 'for good'],
    ['suspended', 'for a time'],
  ]);
  return html`<div class="cards">
    ${
      held.length === 0
        ? ''
        : html`<section class="card"><h2>Withdraw a role</h2>
            ${showForm(
              `${base}/withdraw-role`,
              formToken,
              html`${showSelect('Role', 'role', held)}${showCountries('Everywhere, if none are named.')}${comment}${sure}`,
              { text: 'Withdraw the role', tone: 'grave' },
            )}</section>`
    }
    <section class="card"><h2>Give a role</h2>
      ${showForm(
        `${base}/restore-role`,
        formToken,
        html`${showSelect('Role', 'role', all)}${showCountries('At home, if none are named.')}${comment}`,
        { text: 'Give the role' },
      )}</section>
    <section class="card">${
      registration.status === 'active'
        ? html`<h2>End the authorisation</h2>${showForm(
            `${base}/withdraw-authorisation`,
            formToken,
            html`${withdrawn}${comment}${sure}`,
            { text: 'Withdraw the authorisation', tone: 'grave' },
          )}`
        : html`<h2>Restore the authorisation</h2>${showForm(`${base}/restore-authorisation`, formToken, comment, {
            text: 'Make it active again',
          })}`
    }</section>
  </div>`;
}

const showCountries = (hint: string): Html =>
  showField({
    label: 'Countries',
    name: 'countries',
    hint: `Two letters each, with commas between. ${hint}`,
    isOptional: true,
  });
