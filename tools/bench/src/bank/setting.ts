/** Key and certificate, PEM. */
export interface Pem {
  readonly key: string;
  readonly cert: string;
}

/** The keys with which requests are sealed. */
export type SealKind = 'rsa-2048' | 'p-256';

/** What a contestant is started with, as JSON. */
export interface Setting {
  /** File of SQLite, or the URL of PostgreSQL: filled, and with all tables. */
  readonly database: string;
  /** How many consents are in it. */
  readonly consents: number;
  readonly server: Pem;
  /** Who issues certificates: roots, what is below them, and the lists of what was revoked. */
  readonly anchors: string;
  readonly intermediates: string;
  readonly revoked: readonly string[];
  /** The TPP that calls. */
  readonly tppId: string;
}

/** Requests that are under way at once, each on a connection of its own. */
export const CONNECTIONS = 32;
