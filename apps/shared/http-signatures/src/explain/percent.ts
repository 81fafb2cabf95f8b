/** Percent-encoding taken out, each escape to its byte; what is no escape stays. */
export function decodePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
