import type { GeneralName } from '../../certificate.ts';
import type { DistinguishedName } from '../../name.ts';
import { sameName } from '../../name-same.ts';
import { isAddressWithin, readAddress } from './address.ts';

/** Whether a name is in a subtree of its own kind (RFC 5280, 4.2.1.10). What cannot be read is in no subtree. */
export function isWithin(name: GeneralName, subtree: GeneralName): boolean {
  if (name.kind === 'directory') return subtree.kind === 'directory' && isNameWithin(name.value, subtree.value);
  if (subtree.kind === 'directory' || name.kind !== subtree.kind) return false;
  return isTextWithin(name.kind, name.value, subtree.value);
}

function isNameWithin(name: DistinguishedName, base: DistinguishedName): boolean {
  return name.length >= base.length && sameName(name.slice(0, base.length), base);
}

function isTextWithin(kind: Exclude<GeneralName['kind'], 'directory'>, text: string, base: string): boolean {
  switch (kind) {
    case 'dns':
      return isHostWithin(text, base, true);
    case 'email':
      return isMailboxWithin(text, base);
    case 'uri':
      return isUriWithin(text, base);
    case 'ip':
      return isAddressWithin(text, base);
    case 'other':
      return false;
    default:
      return kind satisfies never;
  }
}

/**
 * The same for exclusion, where doubt counts against the name: a wildcard that covers an excluded host, a name that cannot
 * be read, and kinds that nobody here understands (RFC 5280, 4.2.1.10: process or refuse).
 */
export function mayBeWithin(name: GeneralName, subtree: GeneralName): boolean {
  if (name.kind !== subtree.kind) return false;
  if (isWithin(name, subtree)) return true;
  switch (name.kind) {
    case 'dns':
      return subtree.kind === 'dns' && doesWildcardCover(name.value, subtree.value);
    case 'email':
      return !name.value.includes('@');
    case 'uri':
      return hostOf(name.value) === undefined;
    case 'ip':
      return readAddress(name.value) === undefined;
    case 'other':
      return true;
    case 'directory':
      return false;
    default:
      return name satisfies never;
  }
}

/** `.example.com` is what is below the host, `example.com` the host itself and, for DNS names, what is below it. */
function isHostWithin(host: string, base: string, withHostBelow: boolean): boolean {
  const [name, subtree] = [normalizeHost(host), normalizeHost(base)];
  if (subtree === '') return true;
  if (subtree.startsWith('.')) return name.endsWith(subtree) && name.length > subtree.length;
  return name === subtree || (withHostBelow && name.endsWith(`.${subtree}`));
}

const normalizeHost = (host: string) => host.toLowerCase().replace(/\.$/, '');

/** `*.example.com` speaks for `secret.example.com`, and may so for every host below it that is excluded. */
function doesWildcardCover(name: string, base: string): boolean {
  const host = normalizeHost(name);
  return host.startsWith('*.') && normalizeHost(base).endsWith(host.slice(1));
}

function isMailboxWithin(mailbox: string, base: string): boolean {
  const at = mailbox.lastIndexOf('@');
  if (at < 0) return false;
  if (!base.includes('@')) return isHostWithin(mailbox.slice(at + 1), base, false);
  const baseAt = base.lastIndexOf('@');
  const isSameLocalPart = mailbox.slice(0, at) === base.slice(0, baseAt);
  return isSameLocalPart && normalizeHost(mailbox.slice(at + 1)) === normalizeHost(base.slice(baseAt + 1));
}

function isUriWithin(uri: string, base: string): boolean {
  const host = hostOf(uri);
  return host !== undefined && isHostWithin(host, base, false);
}

/** RFC 5280, 4.2.1.10: a URI without a host that is a name cannot be held against a constraint. */
function hostOf(uri: string): string | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#:@[\]]+)(?::\d*)?(?:[/?#]|$)/i.exec(uri)?.[1];
  return host === undefined || readAddress(host) !== undefined ? undefined : host;
}
