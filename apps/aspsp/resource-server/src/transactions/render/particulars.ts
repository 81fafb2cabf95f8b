import type { AccountReference, ExchangeRate, PaymentParticulars, StructuredRemittance } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import { renderAccountReference } from '../../render/account-reference.ts';
import { pickKnown } from '../../render/known.ts';
import { cut } from '../../render/text.ts';

type Wire = Pick<
  Schemas['transactions'] & Schemas['EntryDetailsElement'],
  Exclude<keyof PaymentParticulars, 'remittanceInformationStructured'> | 'remittanceInformationUnstructuredArray'
>;

/**
 * Adds what entries, standing orders and payments of a batch say alike. A list of plain assignments, since a report has a
 * thousand entries of which most say little.
 */
export function addParticulars(to: Wire, from: PaymentParticulars): void {
  const { endToEndId, mandateId, checkId, creditorId, currencyExchange, purposeCode } = from;
  if (endToEndId !== undefined) to.endToEndId = endToEndId;
  if (mandateId !== undefined) to.mandateId = mandateId;
  if (checkId !== undefined) to.checkId = checkId;
  if (creditorId !== undefined) to.creditorId = creditorId;
  if (currencyExchange !== undefined) to.currencyExchange = renderExchangeRates(currencyExchange);
  addParties(to, from);
  addLines(to, from.remittanceInformationUnstructured);
  if (purposeCode !== undefined) to.purposeCode = purposeCode;
}

function addParties(to: Wire, from: PaymentParticulars): void {
  const { creditorName, ultimateCreditor, debtorName, ultimateDebtor } = from;
  if (creditorName !== undefined) to.creditorName = cut(creditorName, 70);
  if (from.creditorAccount !== undefined) addAccount(to, 'creditorAccount', from.creditorAccount);
  if (isBic(from.creditorAgent)) to.creditorAgent = from.creditorAgent;
  if (ultimateCreditor !== undefined) to.ultimateCreditor = cut(ultimateCreditor, 70);
  if (debtorName !== undefined) to.debtorName = cut(debtorName, 70);
  if (from.debtorAccount !== undefined) addAccount(to, 'debtorAccount', from.debtorAccount);
  if (isBic(from.debtorAgent)) to.debtorAgent = from.debtorAgent;
  if (ultimateDebtor !== undefined) to.ultimateDebtor = cut(ultimateDebtor, 70);
}

/** Not where it has no name that may leave the bank. */
function addAccount(to: Wire, side: 'creditorAccount' | 'debtorAccount', account: AccountReference): void {
  const reference = renderAccountReference(account);
  if (reference !== undefined) to[side] = reference;
}

/** One line is text, several are a list: never both, so that nobody reads a part for the whole. */
function addLines(to: Wire, lines: readonly string[] = []): void {
  const [line] = lines;
  if (line === undefined) return;
  if (lines.length === 1) to.remittanceInformationUnstructured = cut(line, 140);
  else to.remittanceInformationUnstructuredArray = lines.map((one) => cut(one, 140));
}

/** The interface takes nothing else for a bank. */
function isBic(agent: string | undefined): agent is string {
  return agent !== undefined && /^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$/.test(agent);
}

export function renderExchangeRates(rates: readonly ExchangeRate[]): Schemas['reportExchangeRateList'] {
  return rates.map((rate) =>
    pickKnown<Schemas['reportExchangeRate']>({
      sourceCurrency: rate.sourceCurrency,
      exchangeRate: rate.exchangeRate,
      unitCurrency: rate.unitCurrency,
      targetCurrency: rate.targetCurrency,
      quotationDate: rate.quotationDate,
      contractIdentification: rate.contractIdentification,
    }),
  );
}

export function renderStructured(remittance: StructuredRemittance): Schemas['remittanceInformationStructured'] {
  return pickKnown<Schemas['remittanceInformationStructured']>({
    reference: remittance.reference,
    referenceType: remittance.referenceType,
    referenceIssuer: remittance.referenceIssuer,
  });
}
