import type { IsoDate, Money } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';

/** What a core banking system can tell of cheques beyond `CoreBanking`; needed where the profile offers them. */
export interface ChequeRegister {
  /** Those that were paid in during the period, in a stable order. Undefined where there is no such payment account. */
  listCheques(accountId: string, period: ChequePeriod): Promise<readonly DepositedCheque[] | undefined>;
}

/** Both days belong to it. */
export interface ChequePeriod {
  readonly dateFrom?: IsoDate;
  readonly dateTo?: IsoDate;
}

export interface DepositedCheque {
  /** At most 35 characters. */
  readonly chequeNumber: string;
  readonly chequeType?: Schemas['chequeTypeCode'];
  readonly nominalAmount: Money;
  readonly expectedPayoutAmount?: Money;
  readonly payoutAmount?: Money;
  readonly isCollateralForLoan: boolean;
  readonly chequeDepositStatus: Schemas['chequeDepositStatus'];
  readonly chequeMaturityDate?: IsoDate;
  readonly depositDate: IsoDate;
  readonly cancellationDate?: IsoDate;
  readonly chargeBackDate?: IsoDate;
}
