import type { ExchangeRate, Money } from '@openxs2a/core-banking';
import { moneyElement } from './amount.ts';
import { element, text } from './xml.ts';

/** AmountAndCurrencyExchange3: the first rate beside the amount of the transaction, further ones as the bank's own. */
export function exchangeElement(amount: Money, rates: readonly ExchangeRate[]): string {
  const [first, ...further] = rates.filter(fits).map(rateElement);
  if (first === undefined) return '';
  const money = moneyElement('Amt', amount);
  const own = further.map((rate) => element('PrtryAmt', element('Tp', 'FURTHER EXCHANGE'), money, rate));
  return element('AmtDtls', element('TxAmt', money, first), ...own);
}

/** Rates that ISO 20022 cannot carry, in words. */
export function exchangeInWords(rates: readonly ExchangeRate[]): readonly string[] {
  return rates
    .filter((rate) => !fits(rate))
    .map(({ sourceCurrency, targetCurrency, unitCurrency, exchangeRate, quotationDate, contractIdentification = '' }) =>
      `${sourceCurrency}/${targetCurrency} ${exchangeRate} (${unitCurrency}, ${quotationDate}) ${contractIdentification}`.trim(),
    );
}

function rateElement(rate: ExchangeRate): string {
  return element(
    'CcyXchg',
    element('SrcCcy', rate.sourceCurrency),
    element('TrgtCcy', rate.targetCurrency),
    element('UnitCcy', rate.unitCurrency),
    element('XchgRate', rate.exchangeRate),
    text('CtrctId', rate.contractIdentification, 35),
    element('QtnDt', `${rate.quotationDate}T00:00:00`),
  );
}

// BaseOneRate: 11 digits, 10 of them decimals
function fits({ exchangeRate, sourceCurrency, targetCurrency, unitCurrency }: ExchangeRate): boolean {
  const codes = [sourceCurrency, targetCurrency, unitCurrency].every((code) => /^[A-Z]{3}$/.test(code));
  const digits = exchangeRate.replace(/^0+(?=\d)/, '').replace('.', '').length;
  return codes && /^\d+(\.\d{1,10})?$/.test(exchangeRate) && digits <= 11;
}
