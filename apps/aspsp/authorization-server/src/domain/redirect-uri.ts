/** What is to be said of an address that a PSU is to be sent back to. */
export type RedirectVerdict =
  | { readonly accepted: true }
  /** `unsafe` is never followed; `foreign` is outside of the domains of the TPP's certificate. */
  | { readonly accepted: false; readonly reason: 'unsafe' | 'foreign' };

/**
 * Whether a PSU may be sent there: by https, or to this very device, without user part and fragment; and whether it is the
 * TPP's (Guidelines 1.3.8, 4.10). `domains` are the names in the QWAC.
 */
export function judgeRedirectUri(text: string, domains: readonly string[]): RedirectVerdict {
  const uri = URL.canParse(text) ? new URL(text) : undefined;
  if (uri === undefined || !isSafe(uri, text)) return { accepted: false, reason: 'unsafe' };
  if (!domains.some((domain) => coversHost(domain, uri.hostname))) return { accepted: false, reason: 'foreign' };
  return { accepted: true };
}

function isSafe({ protocol, hostname, username, password }: URL, text: string): boolean {
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  return isPrivate && isHost(hostname) && isUri(text) && username === '' && password === '' && !text.includes('#');
}

/** What a parser of URLs mends or passes over (blanks, line ends, backslashes) is not in a URI (RFC 3986, 2). */
const isUri = (text: string): boolean => /^[!-[\]-~]+$/.test(text);

/** A URL may have a host that no DNS name is, with characters that mean something in a header. */
const isHost = (hostname: string): boolean => /^(?:[a-z\d._-]+|\[::1\])$/.test(hostname);

/** Hosts that browsers trust without TLS, because nothing leaves the device (W3C Secure Contexts, 3.1). */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/**
 * Whether a name of a certificate covers a host for redirects: a plain name covers its subdomains, too, a wildcard stands
 * for one label (4.10).
 */
export function coversHost(domain: string, host: string): boolean {
  const name = domain.toLowerCase();
  const wanted = host.toLowerCase().replace(/\.$/, '');
  if (!name.startsWith('*.')) return wanted === name || wanted.endsWith(`.${name}`);
  const [label = ''] = wanted.split('.', 1);
  return label !== '' && wanted.slice(label.length) === name.slice(1);
}
