/** Enough for the PSU to know it again, too little for anybody else: `…4567`, `m…@mail.example`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  if (at > 0) return `${[...address][0] ?? ''}…${address.slice(at)}`;
  return `…${address.slice(-Math.min(4, Math.floor(address.length / 2)))}`;
}
