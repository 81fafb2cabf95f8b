/**
 * Text of a certificate, which is whatever somebody wrote there: control characters, line breaks and marks that turn the
 * direction of writing are shown as escapes, so that it can forge neither a terminal's display nor our own lines.
 */
export function toPrintable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
