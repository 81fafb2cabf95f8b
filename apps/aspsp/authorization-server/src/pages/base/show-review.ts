import type { AccountAccess } from '@openxs2a/consent';
import type { Account } from '@openxs2a/core-banking';
import { describeSubject, type Subject } from '@openxs2a/sca';
import { type Html, html, showChoice, showFacts } from '@openxs2a/service/pages';
import { describeAccess, describeAccountAccess } from './describe-access.ts';
import { describeFrequency, showDay } from './describe-term.ts';
import { describeAuthorisation } from './describe-tpp.ts';
import { showAccount } from './show-account.ts';

export interface Reviewed {
  readonly subject: Subject;
  /** The accounts that are opened; where the PSU chooses, those that it may choose from. */
  readonly accounts: readonly Account[];
  readonly needsChoice: boolean;
  /** Chosen before, where the PSU comes back to it. */
  readonly chosen: readonly string[];
  readonly ncaName?: string | undefined;
}

/** What is authorised, all of it, to be agreed to as one (RTS, Article 5; Guidelines 1.3.8, 6.3). */
export function showReview(reviewed: Reviewed): Html {
  const { subject } = reviewed;
  if (subject.kind !== 'consent') return html`<p class="shown">${describeSubject(subject)}</p>`;
  // what the interface let through has this form
  const access = subject.access as AccountAccess;
  const { kinds, reach } = describeAccess(access);
  return html`<p><strong>${subject.tppName}</strong> asks to read from your accounts.</p>
    ${showFacts([
      ['Who', subject.tppName],
      ['Supervised by', describeAuthorisation(subject.tppId, reviewed.ncaName)],
      ['What', html`<ul>${kinds.map((kind) => html`<li>${kind}</li>`)}</ul>`],
      ['How often', describeFrequency(subject)],
      ['Until', subject.recurring ? showDay(subject.validUntil) : 'once, and not again'],
    ])}
    <h2>Accounts</h2>
    ${reach === undefined ? '' : html`<p>${reach}</p>`}
    ${reviewed.needsChoice ? showAccountChoice(reviewed) : showAccounts(reviewed.accounts, access)}`;
}

function showAccounts(accounts: readonly Account[], access: AccountAccess): Html {
  if (accounts.length === 0) return html`<p>None of your accounts is meant.</p>`;
  return html`<ul class="plain">${accounts.map((account) => {
    const rights = describeAccountAccess(access, (reference) => isNamedBy(account, reference));
    return html`<li>${showAccount(account)}${rights.length === 0 ? '' : html`<br><span class="hint">${rights.join(', ')}</span>`}</li>`;
  })}</ul>`;
}

/** Whether a reference names this account: without a currency it names all of its currencies. */
function isNamedBy(account: Account, reference: object): boolean {
  const { currency, ...names } = reference as Readonly<Record<string, unknown>>; // a reference has members of these names
  if (currency !== undefined && currency !== account.currency) return false;
  const known = account as unknown as Readonly<Record<string, unknown>>; // compared, and nothing else
  return ['iban', 'bban', 'maskedPan', 'msisdn'].some(
    (name) => names[name] !== undefined && String(names[name]).toUpperCase() === String(known[name]).toUpperCase(),
  );
}

function showAccountChoice({ accounts, chosen }: Reviewed): Html {
  if (accounts.length === 0) return html`<p>You have no account that could be opened.</p>`;
  return html`<fieldset id="field-account"><legend>Choose what may be read</legend>
    ${accounts.map((account) =>
      showChoice(showAccount(account), {
        type: 'checkbox',
        name: 'account',
        value: account.id,
        isChosen: chosen.includes(account.id),
      }),
    )}
  </fieldset>`;
}
