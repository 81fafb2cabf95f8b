import type { AccountNames, AccountReference } from '@openxs2a/core-banking';
import { findIdentification } from '../account-identification.ts';
import type { ReportAccount } from '../report.ts';
import { agentElement } from './agent.ts';
import { element, text } from './xml.ts';

/** CashAccount39: the account of the report. */
export function accountElement(account: ReportAccount): string {
  const owners = (account.owners ?? []).map(({ name }) => name).join(', ');
  return element(
    'Acct',
    identificationElement(account),
    element('Tp', text('Cd', account.cashAccountType, 4)),
    element('Ccy', account.currency),
    text('Nm', account.name, 70),
    element('Ownr', text('Nm', owners, 140)),
    agentElement('Svcr', account.bic),
  );
}

/** CashAccount38: the account of somebody else; nothing where it has no name that may go out. */
export function otherAccountElement(name: string, reference: AccountReference | undefined): string {
  const id = reference === undefined ? '' : identificationElement(reference);
  if (id === '') return '';
  const currency = /^[A-Z]{3}$/.test(reference?.currency ?? '') ? text('Ccy', reference?.currency, 3) : '';
  return element(name, id, currency);
}

function identificationElement(names: AccountNames): string {
  const found = findIdentification(names);
  if (found === undefined) return '';
  const { scheme, identification } = found;
  // IBAN2007Identifier is a pattern: what does not keep it is no IBAN
  if (scheme === 'IBAN' && /^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/.test(identification))
    return element('Id', element('IBAN', identification));
  const issuer = scheme === 'other' ? text('Issr', names.other?.issuer, 35) : '';
  return element('Id', element('Othr', text('Id', identification, 34), schemeElement(names, scheme), issuer));
}

function schemeElement({ other }: AccountNames, scheme: string): string {
  if (scheme === 'BBAN') return element('SchmeNm', text('Cd', 'BBAN', 4));
  if (scheme !== 'other') return element('SchmeNm', text('Prtry', scheme, 35));
  const { schemeNameCode, schemeNameProprietary } = other ?? {};
  if (schemeNameCode && schemeNameCode.length <= 4) return element('SchmeNm', text('Cd', schemeNameCode, 4));
  return element('SchmeNm', text('Prtry', schemeNameProprietary ?? schemeNameCode, 35));
}
