import type { Json } from '@openxs2a/store/log';

/** Some values of a configuration that belong together, and can be renewed while the process is up. */
export interface Renewable<Config> {
  readonly keys: readonly (keyof Config & string)[];
  /** Which of them is a certificate of our own: one whose time is over is refused, and which one counts, and until when, is told. */
  readonly certificate?: (keyof Config & string) | undefined;
  /** Looks at the new values. Throws ServiceError that says what is wrong with them; then nothing is renewed. */
  prepare(config: Config): Prepared | Promise<Prepared>;
}

export interface Prepared {
  /** For the audit log, which everybody reads: fingerprints, names, no more. */
  readonly evidence: { readonly [name: string]: Json };
  /** From here on they count. */
  take(): void;
}
