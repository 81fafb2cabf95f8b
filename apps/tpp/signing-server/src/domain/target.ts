import type { SignatureProfile } from '@openxs2a/http-signatures';

/** A bank that messages are signed for. */
export interface Target {
  /** Where its interface begins; `*` stands for every https URL. */
  readonly baseUrl: string;
  /** By which profiles, the strictest that it takes first. */
  readonly profiles: readonly SignatureProfile[];
  /** For profiles whose keyId is a name that the bank gave. */
  readonly keyId?: string;
}

export const ANY = '*';

/** The target that a URL belongs to: the one with the longest base that the URL is in. */
export function findTarget(targets: readonly Target[], url: URL): Target | undefined {
  return targets
    .filter(({ baseUrl }) => (baseUrl === ANY ? url.protocol === 'https:' : isWithin(new URL(baseUrl), url)))
    .sort((a, b) => b.baseUrl.length - a.baseUrl.length)[0];
}

/** `https://bank.example/psd2` has `/psd2` and `/psd2/v1` in it, and not `/psd2-admin`. */
function isWithin(base: URL, url: URL): boolean {
  if (base.origin !== url.origin) return false;
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  return url.pathname === base.pathname || url.pathname.startsWith(folder);
}

/**
 * The URL of a message, if it can be read in one way only: absolute, http or https, as URL parsers write it themselves, so
 * that no `..` is left; without credentials, fragment, and separators that only servers decode.
 */
export function parseTargetUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  if (url === null || url.href !== text || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '' || text.includes('#')) return undefined;
  return /%(2f|5c|00)/i.test(url.pathname) ? undefined : url;
}
