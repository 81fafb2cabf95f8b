import type { BankProfile } from '@openxs2a/profile';
import type { Schemas } from '@openxs2a/xs2a/types';
import { judgeRedirectUri } from '../domain/redirect-uri.ts';
import type { ReturnUris } from '../domain/return-address.ts';
import { refuseHeader } from './refusals.ts';

/** A remark on what was created all the same. */
export type Warning = Schemas['tppMessage2XX'];

export interface RedirectHeaders {
  readonly 'TPP-Redirect-Preferred'?: boolean | undefined;
  readonly 'TPP-Redirect-URI'?: string | undefined;
  readonly 'TPP-Nok-Redirect-URI'?: string | undefined;
}

/** As they are kept, once they were checked. */
export function urisOf(headers: RedirectHeaders): ReturnUris {
  return { redirectUri: headers['TPP-Redirect-URI'], nokRedirectUri: headers['TPP-Nok-Redirect-URI'] };
}

const ADDRESSES = ['TPP-Redirect-URI', 'TPP-Nok-Redirect-URI'] as const;

/**
 * Whether the PSU may be sent to where the TPP wants it back. What is unsafe is refused; what is not the TPP's by its
 * certificate is refused or warned of, as the bank decides (Guidelines 1.3.8, 4.10).
 */
export function checkRedirects(
  headers: RedirectHeaders,
  domains: readonly string[],
  { redirectUriCheck }: Pick<BankProfile['sca'], 'redirectUriCheck'>,
): readonly Warning[] {
  if (headers['TPP-Redirect-Preferred'] === true && headers['TPP-Redirect-URI'] === undefined)
    throw refuseHeader('TPP-Redirect-URI', 'required', '"TPP-Redirect-Preferred: true" needs "TPP-Redirect-URI".');
  return ADDRESSES.flatMap((name) => {
    const text = headers[name];
    const verdict = text === undefined ? undefined : judgeRedirectUri(text, domains);
    if (verdict === undefined || verdict.accepted) return [];
    if (verdict.reason === 'unsafe')
      throw refuseHeader(name, 'format', `"${name}" has to be a URI by https, without user part and fragment.`);
    const message = `"${name}" is outside of the domains of the certificate.`;
    if (redirectUriCheck === 'refuse') throw refuseHeader(name, 'domain', message);
    return redirectUriCheck === 'off' ? [] : [{ category: 'WARNING', code: 'WARNING', path: name, text: message }];
  });
}
