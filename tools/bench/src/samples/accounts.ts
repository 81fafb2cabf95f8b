/** What a customer with a handful of accounts sees. */
export const accountList = { accounts: ['EUR', 'EUR', 'USD', 'GBP', 'CHF'].map(createAccount) };

function createAccount(currency: string, index: number) {
  const id = `3dc3d5b3-7023-4848-9853-f5400a64e80${index}`;
  return {
    resourceId: id,
    iban: `DE4010010010330711860${index}`,
    currency,
    product: 'Current account',
    cashAccountType: 'CACC',
    name: `Account ${index + 1}`,
    status: 'enabled' as const,
    _links: {
      balances: { href: `/v1/accounts/${id}/balances` },
      transactions: { href: `/v1/accounts/${id}/transactions` },
    },
  };
}
