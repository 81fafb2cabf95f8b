import type { Account } from '@openxs2a/core-banking';
import { type Html, html } from '@openxs2a/service/pages';

/** An account as its owner knows it. */
export function showAccount(account: Account): Html {
  const { name, displayName, product, currency } = account;
  const title = displayName ?? name ?? product ?? (account.kind === 'card' ? 'Card' : 'Account');
  const of = currency === 'XXX' ? 'several currencies' : currency;
  return html`${title} <span class="number">${numberOf(account)}</span> <span class="hint">${of}</span>`;
}

/** Of a number in groups, as on a statement of account; the page is its owner's. */
function numberOf(account: Account): string {
  const { iban, bban, msisdn, other } = account;
  if (account.kind === 'card') return account.maskedPan;
  if (iban !== undefined) return iban.replace(/(.{4})(?=.)/g, '$1 ');
  return bban ?? msisdn ?? other?.identification ?? '';
}
