import { isIPv4, isIPv6 } from 'node:net';

/** Octets of an IP address in its text form; none if it is none. */
export function readAddress(text: string): readonly number[] | undefined {
  if (isIPv4(text)) return text.split('.').map(Number);
  return isIPv6(text) ? readIpv6(text) : undefined;
}

/** `::` stands for as many zero groups as are missing. */
function readIpv6(text: string): readonly number[] | undefined {
  const [head = '', tail] = text.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<number>(Math.max(0, zeros)).fill(0), ...after];
  return groups.length === 8 ? groups.flatMap((group) => [group >> 8, group & 0xff]) : undefined;
}

function groupsOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

/** Whether an address is in `address/mask`, both of one family (RFC 5280, 4.2.1.10). */
export function isAddressWithin(text: string, subtree: string): boolean {
  const address = readAddress(text);
  const [base, mask] = subtree.split('/').map(readAddress);
  if (address === undefined || base === undefined || mask === undefined || address.length !== mask.length) return false;
  return address.every((octet, index) => ((octet ^ (base[index] ?? 0)) & (mask[index] ?? 0)) === 0);
}
