import { objectOf, textOf } from './json.ts';

/** `application/x-www-form-urlencoded` of a HAR's parameters. Browsers export them as they travelled, others decoded. */
export function encodeForm(params: readonly unknown[]): string {
  return params
    .map(objectOf)
    .map((param) => [textOf(param?.['name']) ?? '', textOf(param?.['value']) ?? ''])
    .map((pair) => pair.map(encodePiece).join('='))
    .join('&');
}

function encodePiece(piece: string): string {
  const isEncoded = !/[^A-Za-z0-9*._+~%-]|%(?![0-9A-Fa-f]{2})/.test(piece);
  return isEncoded ? piece : new URLSearchParams([['', piece]]).toString().slice(1);
}
