import type { ExchangeRate, PaymentParticulars, StructuredRemittance } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import { renderAccountReference } from '../../render/account-reference.ts';
import { pickKnown } from '../../render/known.ts';
import { cut } from '../../render/text.ts';

/** What entries, standing orders and payments of a batch say alike. Members may be undefined: `pickKnown` leaves them out. */
export function renderParticulars(from: PaymentParticulars) {
  return {
    endToEndId: from.endToEndId,
    mandateId: from.mandateId,
    checkId: from.checkId,
    creditorId: from.creditorId,
    currencyExchange: renderExchangeRates(from.currencyExchange),
    creditorName: cut(from.creditorName, 70),
    creditorAccount: from.creditorAccount && renderAccountReference(from.creditorAccount),
    creditorAgent: toBic(from.creditorAgent),
    ultimateCreditor: cut(from.ultimateCreditor, 70),
    debtorName: cut(from.debtorName, 70),
    debtorAccount: from.debtorAccount && renderAccountReference(from.debtorAccount),
    debtorAgent: toBic(from.debtorAgent),
    ultimateDebtor: cut(from.ultimateDebtor, 70),
    ...renderLines(from.remittanceInformationUnstructured),
    purposeCode: from.purposeCode,
  };
}

export function renderExchangeRates(
  rates: readonly ExchangeRate[] | undefined,
): Schemas['reportExchangeRateList'] | undefined {
  return rates?.map((rate) =>
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

/** One line is text, several are a list: never both, so that nobody reads a part for the whole. */
function renderLines(lines: readonly string[] | undefined) {
  if (lines === undefined || lines.length === 0) return undefined;
  const [line] = lines;
  return lines.length === 1
    ? { remittanceInformationUnstructured: cut(line, 140) }
    : { remittanceInformationUnstructuredArray: lines.map((one) => cut(one, 140)) };
}

/** The interface takes nothing but a BIC there. */
function toBic(agent: string | undefined): string | undefined {
  return agent !== undefined && /^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$/.test(agent) ? agent : undefined;
}
