import { formatMoney, parseMoney } from '@openxs2a/core-banking';
import type { Ledger } from '@openxs2a/core-banking/ledger';
import type { BankState } from '@openxs2a/edge/state';

const CURRENCY = 'EUR';
/** The account of the demo bank that the other side of its bookings is on. */
const CLEARING = 'demo-clearing-eur';
const CREDITOR = 'Demo Bakery';

/** A card payment from the first account of a PSU, as the bank's own systems book it. */
export function createBooking({ core, database }: Pick<BankState<Ledger>, 'core' | 'database'>, name: string) {
  return async (): Promise<string> => {
    const psu = await core.findPsu({ psuId: name });
    const [account] = await core.listAccounts(psu?.id ?? '');
    if (account === undefined) throw new TypeError(`The PSU "${name}" has no account.`);
    const debit = parseMoney(CURRENCY, '-12.50');
    const postings = [
      { accountId: account.id, amount: debit, particulars: { creditorName: CREDITOR } },
      { accountId: CLEARING, amount: parseMoney(CURRENCY, '12.50') },
    ];
    await database.transaction((trx) => core.post(trx, [{ description: 'card payment', postings }]));
    return `${formatMoney(debit)} ${CURRENCY} is booked, paid to ${CREDITOR}`;
  };
}
