/** Longest values that are looked at, in characters. What is longer is refused before anything reads it. */
export interface HeaderLimits {
  readonly digest: number;
  readonly signature: number;
  readonly certificate: number;
  /** A JWS may carry certificates. */
  readonly jws: number;
  /** Any other header that is signed. */
  readonly other: number;
}

export const HEADER_LIMITS: HeaderLimits = {
  digest: 1_024,
  signature: 8_192,
  certificate: 16_384,
  jws: 32_768,
  other: 8_192,
};
