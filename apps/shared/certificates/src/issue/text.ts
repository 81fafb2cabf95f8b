import { TAG } from '../read/der.ts';
import { encode } from './der.ts';
import { IssueError } from './error.ts';

// A string type refuses what it has no octets for; to write something else in its place would be a lie in a signed text.

export function utf8String(text: string): Uint8Array {
  if (!text.isWellFormed()) throw refusal(text, 'UTF8String');
  return encode(TAG.utf8String, Buffer.from(text, 'utf8'));
}

export function isPrintable(text: string): boolean {
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text);
}

export function printableString(text: string): Uint8Array {
  if (!isPrintable(text)) throw refusal(text, 'PrintableString');
  return encode(TAG.printableString, Buffer.from(text, 'latin1'));
}

export function ia5String(text: string): Uint8Array {
  return encode(TAG.ia5String, toAscii(text));
}

/** The octets of an IA5String. */
export function toAscii(text: string): Uint8Array {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: IA5String is all of ASCII
  if (!/^[\x00-\x7f]*$/.test(text)) throw refusal(text, 'IA5String');
  return Buffer.from(text, 'latin1');
}

function refusal(text: string, type: string): IssueError {
  return new IssueError('ERR_NAME_NOT_ENCODABLE', `"${text}" has a character that ${type} does not have`);
}
