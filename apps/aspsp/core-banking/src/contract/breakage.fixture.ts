import type { CoreBanking } from '../core-banking.ts';

/** A connector with one fault. */
export interface Breakage {
  /** The law that is to notice. */
  readonly law: string;
  readonly fault: string;
  /** What the law says then. */
  readonly says: RegExp;
  breakCore(core: CoreBanking): Partial<CoreBanking>;
}
