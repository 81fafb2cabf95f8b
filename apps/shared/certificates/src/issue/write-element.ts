/** One value of DER: its identifier octet, the length in its shortest form, and what lies within it. */
export function writeElement(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, { length: own }) => sum + own, 0);
  return Buffer.concat([Buffer.from([tag, ...toLengthOctets(length)]), ...content]);
}

function toLengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) octets.unshift(rest % 0x100);
  return [0x80 | octets.length, ...octets];
}
