import { IssueError } from './error.ts';

/** What a string type has octets for. UTF8String has none for half a surrogate pair. */
const ALPHABETS = {
  UTF8String: /^\P{Cs}*$/u,
  PrintableString: /^[A-Za-z0-9 '()+,\-./:=?]*$/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: IA5String is all of ASCII
  IA5String: /^[\x00-\x7f]*$/,
} as const;

export function isPrintable(text: string): boolean {
  return ALPHABETS.PrintableString.test(text);
}

/** asn1js writes any text as any type; something else in the place of a character would be a lie in a signed text. */
export function checkText(text: string, type: keyof typeof ALPHABETS): string {
  if (ALPHABETS[type].test(text)) return text;
  throw new IssueError('ERR_NAME_NOT_ENCODABLE', `"${text}" has a character that ${type} does not have`);
}
