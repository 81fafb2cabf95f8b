/** What a client may ask of the listener. Times are in milliseconds. */
export interface ListenLimits {
  /** Longest head of a request: request line and headers. Certificates travel in headers. */
  readonly headerBytes: number;
  /** Most header lines. */
  readonly headerCount: number;
  /** From the first byte of a request until its head is complete. */
  readonly headersTimeout: number;
  /** From the first byte of a request until its body is complete. */
  readonly requestTimeout: number;
  /** How long a TLS handshake may take. */
  readonly handshakeTimeout: number;
  /** How long a connection may wait for its next request. */
  readonly keepAlive: number;
  /** How long a connection may stand still in a request or an answer: cuts who does not read what it asked for. */
  readonly idleTimeout: number;
  /** Most connections at once; further ones are closed at once. */
  readonly maxConnections: number;
}

export const DEFAULT_LIMITS: ListenLimits = {
  headerBytes: 32 * 1024,
  headerCount: 100,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  handshakeTimeout: 10_000,
  keepAlive: 15_000,
  idleTimeout: 60_000,
  maxConnections: 2_000,
};
