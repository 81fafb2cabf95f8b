import { IssueError } from '../error.ts';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^${LABEL}(\\.${LABEL})*$`, 'i');

/** A host's name in letters, digits and hyphens (RFC 5280, 4.2.1.6); wildcards are not for EV (guidelines 9.2). */
export function checkDnsName(name: string, { wildcard }: { readonly wildcard: boolean }): string {
  const host = wildcard && name.startsWith('*.') ? name.slice(2) : name;
  if (host.length <= 253 && HOST.test(host) && !/^[\d.]+$/.test(host)) return name;
  throw new IssueError('ERR_NAME_NOT_ENCODABLE', `"${name}" is no DNS name that this certificate may have`);
}
