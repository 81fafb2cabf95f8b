import type { Setting } from '../bank/setting.ts';

/** What a contestant is started with, as JSON. */
export interface JourneySetting extends Pick<Setting, 'server' | 'anchors' | 'intermediates' | 'tppId'> {
  /** File of SQLite, or the URL of PostgreSQL: empty. */
  readonly database: string;
  /** Where the bank posts its codes. */
  readonly outboxUrl: string;
}

/** Journeys that are under way at once. */
export const JOURNEYS_AT_ONCE = 16;

/** PSUs take turns: each has its own telephone and accounts. */
export const PSUS = 500;
export const psuIdOf = (index: number): string => `customer-${index}`;
/** Of all of them: to hash it once is enough, since each log in hashes it anew. */
export const PASSWORD = 'correct horse battery';
export const phoneOf = (index: number): string => `+49155${String(index).padStart(8, '0')}`;
/** As many codes as the bank sends one PSU at once. */
export const CODES_AT_ONCE = 1000;

/** Where the browser ends. */
export const BACK = 'https://tpp.example/back';
