import type { Account, Balance, CardAccount, PaymentAccount, Psu } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import { type OpenedAccount, opens } from '../domain/opened-account.ts';
import { type LinkSetting, renderAccountLinks } from './account-links.ts';
import { maskPan } from './account-reference.ts';
import { amountsOf, renderAmount } from './amount.ts';
import { renderBalance } from './balance.ts';
import { pickKnown } from './known.ts';
import { cut } from './text.ts';

export interface DetailsSetting extends LinkSetting {
  /** Whether this bank tells names of owners at all. */
  readonly ownerName: boolean;
}

/** What is said of an account beyond itself. */
export interface Beside {
  /** Who gave the consent, where core banking knows. */
  readonly psu: Psu | undefined;
  /** Undefined where they were not asked for, or are not opened. */
  readonly balances: readonly Balance[] | undefined;
}

export function renderAccountDetails(
  opened: OpenedAccount<PaymentAccount>,
  { psu, balances }: Beside,
  setting: DetailsSetting,
): Schemas['accountDetails'] {
  const { account, granted } = opened;
  const mayName = setting.ownerName && opens(opened, 'ownerName');
  return pickKnown<Schemas['accountDetails']>({
    resourceId: resourceIdOf(opened),
    iban: account.iban,
    bban: account.bban,
    msisdn: account.msisdn,
    currency: account.currency,
    ...(mayName && { ...renderOwners(account), psuName: cut(psu?.name, 140) }),
    ...renderCommon(account),
    cashAccountType: account.cashAccountType,
    bic: account.bic,
    linkedAccounts: cut(account.linkedAccounts, 70),
    details: cut(account.details, 500),
    balances: renderBalances(account, balances),
    _links: renderAccountLinks(granted, setting),
  });
}

export function renderCardAccountDetails(
  opened: OpenedAccount<CardAccount>,
  balances: readonly Balance[] | undefined,
  setting: DetailsSetting,
): Schemas['cardAccountDetails'] {
  const { account, granted } = opened;
  const mayName = setting.ownerName && opens(opened, 'ownerName');
  return pickKnown<Schemas['cardAccountDetails']>({
    resourceId: resourceIdOf(opened),
    maskedPan: maskPan(account.maskedPan),
    currency: account.currency,
    ownerName: mayName ? renderOwners(account).ownerName : undefined,
    ...renderCommon(account),
    debitAccounting: account.debitAccounting,
    details: cut(account.details, 1000),
    // how much may be owed: a limit, and so no debt whose sign `debitAccounting` would turn
    creditLimit: account.creditLimit && renderAmount(account.creditLimit),
    balances: renderBalances(account, balances),
    _links: renderAccountLinks(granted, setting),
  });
}

/** Those of an account, if there are any; `nonInvoiced` is on card accounts only (Guidelines 1.3.8, 14.21). */
export function renderBalances<Known extends readonly Balance[] | undefined>(
  account: Account,
  balances: Known,
): Schemas['balanceList'] | Extract<Known, undefined>;
export function renderBalances(account: Account, balances: readonly Balance[] | undefined) {
  const render = amountsOf(account);
  return balances
    ?.filter(({ balanceType }) => account.kind === 'card' || balanceType !== 'nonInvoiced')
    .map((balance) => renderBalance(balance, render));
}

/** Absent for an account that is listed and cannot be read on its own. */
function resourceIdOf(opened: OpenedAccount): string | undefined {
  return opens(opened, 'details') ? opened.granted.resourceId : undefined;
}

function renderCommon({ name, displayName, product, status, usage }: Account) {
  return { name: cut(name, 70), displayName: cut(displayName, 70), product: cut(product, 35), status, usage };
}

function renderOwners({ owners }: Account) {
  if (owners.length === 0) return {};
  return {
    ownerName: cut(owners.map(({ name }) => name).join(', '), 140),
    ownerNames: owners.map(({ name, role }) =>
      pickKnown<Schemas['accountOwner']>({ name: cut(name, 70), role: cut(role, 35) }),
    ),
  };
}
