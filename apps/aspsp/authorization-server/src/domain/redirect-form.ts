import type { BankProfile } from '@openxs2a/profile';

/** How a PSU is redirected: by a link to the bank's page, or by OAuth, which leads to the same page (Guidelines 1.3.8, 13). */
export type RedirectForm = 'page' | 'oauth';

/** In the pre-step OAuth has been there before; SCA then goes by the approaches without it (4.3). */
export function redirectFormOf({
  oauth,
  oauthPreStep,
}: Pick<BankProfile['sca'], 'oauth' | 'oauthPreStep'>): RedirectForm {
  return oauth === 'off' || oauthPreStep ? 'page' : 'oauth';
}
