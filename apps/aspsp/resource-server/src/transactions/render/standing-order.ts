import type { StandingOrder } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import { renderAmount } from '../../render/amount.ts';
import { pickKnown } from '../../render/known.ts';
import { addParticulars } from './particulars.ts';
import { addReferences } from './transaction.ts';

/** An `information` entry (Guidelines 1.3.8, 14.25): the only one with `additionalInformationStructured`. */
export function renderStandingOrder(order: StandingOrder): Schemas['transactions'] {
  const wire: Schemas['transactions'] = {
    transactionAmount: renderAmount(order.transactionAmount),
    bankTransactionCode: order.bankTransactionCode,
    additionalInformationStructured: { standingOrderDetails: renderDetails(order) },
  };
  addParticulars(wire, order);
  addReferences(wire, order.remittanceInformationStructured);
  return wire;
}

function renderDetails(order: StandingOrder): Schemas['standingOrderDetails'] {
  return pickKnown<Schemas['standingOrderDetails']>({
    startDate: order.startDate,
    frequency: order.frequency,
    endDate: order.endDate,
    executionRule: order.executionRule,
    withinAMonthFlag: order.frequency === 'Monthly' ? order.withinAMonthFlag : undefined,
    multiplicator: order.multiplicator,
    dayOfExecution: order.dayOfExecution,
    limitAmount: order.limitAmount && renderAmount(order.limitAmount),
  });
}
