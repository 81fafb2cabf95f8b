import { CoreBankingError } from './error.ts';

/** An exact amount. Minor units are what the currency counts in (cents for EUR, whole yen for JPY); debits are negative. */
export interface Money {
  /** ISO 4217. */
  readonly currency: string;
  readonly minorUnits: bigint;
}

// ISO 4217, list one: every currency that does not have two decimals
const FRACTION_DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map(to(0))),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map(to(3))),
};

// no unit to count in (metals, tests, several currencies), or more decimals than the three that the interface carries
const WITHOUT_AMOUNTS = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX CLF UYW'.split(' '));

/** How many decimals amounts of a currency have; undefined where it has no amounts, such as `XXX`. */
export function fractionDigits(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency) || WITHOUT_AMOUNTS.has(currency)) return undefined;
  return FRACTION_DIGITS[currency] ?? 2;
}

/**
 * Reads `amount` as the interface writes it: a dot, an optional minus, up to 14 digits before the decimals (Guidelines
 * 1.3.8, 14.3). Decimals beyond those of the currency must be zero. Throws `ERR_CORE_AMOUNT`.
 */
export function parseMoney(currency: string, amount: string): Money {
  const digits = digitsOf(currency);
  const [, sign = '', whole, decimals = ''] = /^(-?)([0-9]{1,14})(?:\.([0-9]{1,3}))?$/.exec(amount) ?? [];
  if (whole === undefined) throw new CoreBankingError('ERR_CORE_AMOUNT', 'The amount is no decimal number.');
  const [kept, rest] = [decimals.slice(0, digits), decimals.slice(digits)];
  if (/[1-9]/.test(rest))
    throw new CoreBankingError('ERR_CORE_AMOUNT', `${currency} has no more than ${digits} decimals.`);
  return { currency, minorUnits: BigInt(`${sign}${whole}${kept.padEnd(digits, '0')}`) };
}

/** The amount as decimal text with all decimals of its currency: `-12.00`, `1250`, `0.125`. Throws `ERR_CORE_AMOUNT`. */
export function formatMoney({ currency, minorUnits }: Money): string {
  const digits = digitsOf(currency);
  const text = String(minorUnits);
  if (digits === 0) return text;
  const isDebit = text.startsWith('-');
  const whole = (isDebit ? text.slice(1) : text).padStart(digits + 1, '0');
  return `${isDebit ? '-' : ''}${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
}

/** Asked for each amount of a report, of few currencies. */
const knownDigits = new Map<string, number>();

function digitsOf(currency: string): number {
  const known = knownDigits.get(currency);
  if (known !== undefined) return known;
  const digits = fractionDigits(currency);
  if (digits === undefined) throw new CoreBankingError('ERR_CORE_AMOUNT', 'The currency has no amounts.');
  // three capitals: there are not many
  knownDigits.set(currency, digits);
  return digits;
}

function to(digits: number): (currency: string) => [string, number] {
  return (currency) => [currency, digits];
}
