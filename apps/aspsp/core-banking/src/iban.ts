/** Whether the text is an IBAN without blanks whose check digits are right (ISO 13616-1, ISO 7064 MOD 97-10). */
export function isIban(text: string): boolean {
  return /^[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}$/.test(text) && modulo97(text.slice(4) + text.slice(0, 4)) === 1;
}

/** The IBAN of a national account number (BBAN), which is taken as it is. */
export function toIban(country: string, bban: string): string {
  const check = 98 - modulo97(`${bban}${country}00`);
  return `${country}${String(check).padStart(2, '0')}${bban}`;
}

/** The remainder that ISO 7064 MOD 97-10 takes, letters counting from A = 10. */
export function modulo97(text: string): number {
  const digits = text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return Number(BigInt(digits) % 97n);
}
