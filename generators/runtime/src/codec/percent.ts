/**
 * Percent-encoding of RFC 3986: everything but unreserved characters. Throws URIError for a lone surrogate.
 * `encodeURIComponent` leaves five sub-delimiters as they are, which RFC 6570 does not.
 */
export function encodeText(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, toPercent);
}

/**
 * `allowReserved`: reserved characters stay, but for those that would end the value or the query (`&`, `#`), be read
 * as a space (`+`) or as the delimiter of a list (`,`).
 */
export function encodeTextKeepingReserved(text: string): string {
  return encodeURIComponent(text).replace(/%(3A|2F|3F|5B|5D|40|24|3B|3D)/g, (match) => decodeURIComponent(match));
}

/** Throws URIError where the text is no percent-encoded UTF-8. */
export function decodeText(text: string): string {
  return text.includes('%') ? decodeURIComponent(text) : text;
}

export function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
