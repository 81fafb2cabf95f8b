import type { StartedBank } from '@openxs2a/bank';
import { toIban } from '@openxs2a/core-banking';
import { PASSWORD, PSUS, phoneOf, psuIdOf } from './setting.ts';

/** PSUs of the bank, each with two accounts, a password and a telephone. */
export async function addCustomers({ database, core, sca }: StartedBank['state']): Promise<void> {
  const hashed = await sca.hashPassword(PASSWORD);
  await database.transaction(
    async (trx) => {
      for (let index = 0; index < PSUS; index++) {
        const id = psuIdOf(index);
        await core.addPsu(trx, { id, psuId: id, name: `Customer ${index}`, status: 'active' });
        for (const at of [0, 1]) await core.openAccount(trx, toAccount(index, at));
        await sca.setPassword(trx, id, hashed);
        await sca.enrolMethod(trx, id, { authenticationType: 'SMS_OTP', name: 'Phone', address: phoneOf(index) });
      }
    },
    { timeout: Number.POSITIVE_INFINITY },
  );
}

const toAccount = (index: number, at: number) =>
  ({
    kind: 'payment',
    id: `account-${index}-${at}`,
    iban: toIban('DE', `99999999${String(index * 10 + at).padStart(10, '0')}`),
    currency: 'EUR',
    name: 'Current account',
    product: 'Current account',
    cashAccountType: 'CACC',
    status: 'enabled',
    usage: 'PRIV',
    owners: [{ name: `Customer ${index}` }],
    signatures: 1,
    holders: [psuIdOf(index)],
  }) as const;
