import type { Grant } from '@openxs2a/consent';
import { addDays, type IsoDate } from '@openxs2a/core-banking';
import type { BankProfile } from '@openxs2a/profile';
import { refused } from './refusals.ts';

export interface HistorySetting {
  readonly profile: BankProfile;
  readonly now: Date;
  readonly today: IsoDate;
}

/** How far back entries may be read now; undefined without a limit. */
export function oldestReadable(grant: Pick<Grant, 'authorisedAt'>, setting: HistorySetting): IsoDate | undefined {
  const limits = [offeredSince(setting), isScaFresh(grant, setting) ? undefined : openSince(setting)];
  const days = limits.filter((day) => day !== undefined).toSorted();
  return days.at(-1);
}

/** Refuses what is older than the bank delivers, or older than it delivers without fresh SCA (RTS, Article 10(1)(b)). */
export function checkHistory(day: IsoDate, grant: Pick<Grant, 'authorisedAt'>, setting: HistorySetting): void {
  const offered = offeredSince(setting);
  if (offered !== undefined && day < offered) throw refused('period-invalid', { day, offered });
  const open = openSince(setting);
  if (day < open && !isScaFresh(grant, setting)) throw refused('history-without-sca', { day, open });
}

function offeredSince({ profile: { transactions }, today }: HistorySetting): IsoDate | undefined {
  return transactions.historyDays === 0 ? undefined : addDays(today, -transactions.historyDays);
}

function openSince({ profile: { transactions }, today }: HistorySetting): IsoDate {
  return addDays(today, -transactions.historyWithoutFreshScaDays);
}

function isScaFresh({ authorisedAt }: Pick<Grant, 'authorisedAt'>, { profile, now }: HistorySetting): boolean {
  return now.getTime() - authorisedAt <= profile.transactions.freshScaMinutes * 60_000;
}
