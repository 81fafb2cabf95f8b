import type { Guards } from './context.ts';

/**
 * The checks that prove who is calling: `certificate` leaves the identity in the context, `tpp` lets in whom the bank lets
 * in, `signature` holds the message to its seal. The gateway has them; an app that runs apart takes its word.
 */
export type Proof = Pick<Guards, 'certificate' | 'tpp' | 'signature'>;
