import type { Schemas } from '@openxs2a/xs2a/types';
import type { IsoDate } from './iso-date.ts';
import type { Money } from './money.ts';
import type { AccountReference } from './reference.ts';
import type { PaymentParticulars } from './transaction.ts';

export type FrequencyCode = Schemas['frequencyCode'];

/** An order that is active: it will be executed again (Guidelines 1.3.8, 14.25). */
export interface StandingOrder extends PaymentParticulars {
  readonly id: string;
  /** What goes out each time, negative; zero where `limitAmount` decides. */
  readonly transactionAmount: Money;
  /** `PMNT-ICDT-STDO`, `PMNT-IRCT-STDO`, `PMNT-ICDT-XBST`, `PMNT-IRCT-XBST` or `PMNT-MCOP-OTHR`. */
  readonly bankTransactionCode: string;
  readonly frequency: FrequencyCode;
  readonly startDate?: IsoDate;
  readonly endDate?: IsoDate;
  readonly executionRule?: Schemas['executionRule'];
  readonly withinAMonthFlag?: boolean;
  readonly multiplicator?: number;
  readonly dayOfExecution?: Schemas['dayOfExecution'];
  /** What a sweep leaves behind; then `transactionAmount` is zero and the code `PMNT-MCOP-OTHR`. */
  readonly limitAmount?: Money;
}

/** A payee whom the PSU exempted from strong customer authentication (RTS, Article 13). */
export interface TrustedBeneficiary {
  readonly id: string;
  readonly creditorName: string;
  readonly creditorAccount: AccountReference;
  readonly creditorAgent?: string;
}
