const COUNT = 1000;

/** A busy account's report: every entry with the fields that banks usually fill. */
export const transactionReport = {
  account: { iban: 'DE40100100103307118608', currency: 'EUR' },
  transactions: {
    booked: Array.from({ length: COUNT }, (_, index) => createTransaction(index)),
    _links: { account: { href: '/v1/accounts/3dc3d5b3' }, next: { href: '/v1/accounts/3dc3d5b3/transactions?page=2' } },
  },
};

function createTransaction(index: number) {
  const day = String((index % 28) + 1).padStart(2, '0');
  return {
    transactionId: `T-${index}`,
    entryReference: `2026-${index}`,
    endToEndId: `E2E-${index}`,
    bookingDate: `2026-10-${day}`,
    valueDate: `2026-10-${day}`,
    transactionAmount: { currency: 'EUR', amount: `${index % 2 === 0 ? '-' : ''}${index}.${day}` },
    creditorName: `Shop ${index % 97}`,
    creditorAccount: { iban: 'FR7612345987650123456789014' },
    creditorAgent: 'BNPAFRPPXXX',
    debtorName: 'A Customer',
    debtorAccount: { iban: 'DE40100100103307118608' },
    remittanceInformationUnstructured: `Invoice ${index} of October, thank you`,
    purposeCode: 'GDDS',
    bankTransactionCode: 'PMNT-RCDT-ESCT',
    balanceAfterTransaction: {
      balanceAmount: { currency: 'EUR', amount: `${1000 + index}.00` },
      balanceType: 'interimBooked',
      referenceDate: `2026-10-${day}`,
    },
    _links: { transactionDetails: { href: `/v1/accounts/3dc3d5b3/transactions/T-${index}` } },
  };
}
