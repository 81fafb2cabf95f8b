import type { BankProfile } from '@openxs2a/profile';
import type { DetailsSetting } from '../render/account-details.ts';

/** What of the profile decides how accounts are shown. */
export function toDetailsSetting({ basePath, services }: BankProfile): DetailsSetting {
  return { basePath, cheques: services.cheques, ownerName: services.ownerName };
}
