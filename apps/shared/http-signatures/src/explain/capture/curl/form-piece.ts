/**
 * A value of `--data-urlencode` as curl sends it: `content`, `=content` and `name=content` stand in the command,
 * `@file` and `name@file` are read. Only the content is encoded, blanks as `+`.
 */
export function encodeFormPiece(piece: string, read: (path: string) => string): string {
  const [, name = '', sign = '', content = ''] = /^([^=@]*)([=@])([\s\S]*)$/.exec(piece) ?? ['', '', '', piece];
  const encoded = encodeBytes(sign === '@' ? read(content) : content);
  return name === '' ? encoded : `${name}=${encoded}`;
}

/** Every byte but RFC 3986's unreserved ones as `%XX`. */
function encodeBytes(bytes: string): string {
  return bytes.replace(/[^A-Za-z0-9._~-]/g, (byte) =>
    byte === ' ' ? '+' : `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
