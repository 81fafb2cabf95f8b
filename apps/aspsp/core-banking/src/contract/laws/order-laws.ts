import assert from 'node:assert/strict';
import type { Law } from '../law.ts';
import { assertUnique, getAccount, NOBODY } from '../readings.ts';

const CODE = /^(PMNT-(ICDT|IRCT)-(STDO|XBST)|PMNT-MCOP-OTHR)$/;

export const ORDER_LAWS: readonly Law[] = [
  {
    name: 'standing orders are there once each, pay out, and have a code of the standard',
    needs: 'standingOrderAccount',
    async check(core, { standingOrderAccount }) {
      const { id, currency } = await getAccount(core, standingOrderAccount);
      const orders = await core.listStandingOrders(id);
      assert(orders !== undefined && orders.length > 0, 'there is no standing order');
      assertUnique(
        orders.map((order) => order.id),
        'a standing order',
      );
      for (const { transactionAmount, bankTransactionCode, limitAmount } of orders) {
        assert.equal(transactionAmount.currency, currency, 'a standing order is in another currency');
        assert.match(bankTransactionCode, CODE, 'a code is none of a standing order');
        const sweeps = bankTransactionCode === 'PMNT-MCOP-OTHR';
        assert.equal(limitAmount !== undefined, sweeps, 'a limit and the code of a sweep go together');
        const { minorUnits } = transactionAmount;
        assert(sweeps ? minorUnits === 0n : minorUnits < 0n, 'a standing order does not pay out');
      }
    },
  },
  {
    name: 'trusted beneficiaries have a name and an account',
    needs: 'beneficiaryAccount',
    async check(core, { beneficiaryAccount }) {
      const { id } = await getAccount(core, beneficiaryAccount);
      const beneficiaries = await core.listTrustedBeneficiaries(id);
      assert(beneficiaries !== undefined && beneficiaries.length > 0, 'there is no trusted beneficiary');
      for (const { creditorName, creditorAccount } of beneficiaries) {
        assert(creditorName.length > 0 && creditorName.length <= 70, 'a name is blank or too long');
        assert(Object.keys(creditorAccount).length > 0, 'a beneficiary has no account');
      }
    },
  },
  {
    name: 'an account that is not there has no orders and trusts nobody',
    async check(core) {
      assert.equal(await core.listStandingOrders(NOBODY), undefined, 'standing orders were invented');
      assert.equal(await core.listTrustedBeneficiaries(NOBODY), undefined, 'beneficiaries were invented');
    },
  },
];
