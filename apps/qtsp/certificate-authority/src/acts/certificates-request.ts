import type { CallerOf } from '../domain/caller.ts';
import type { Order } from '../domain/check-order.ts';
import type { Claim } from '../domain/check-registration.ts';

/** A call that asks for certificates. */
export interface ReceivedRequest {
  readonly caller: CallerOf<'enrolment' | 'party'>;
  readonly requestId: string;
  /** All that the caller sent, so that a repeated call is told from another one under the same id. */
  readonly bodyHash: string;
}

/** What it asks for. */
export interface Wanted {
  readonly claim: Omit<Claim, 'organizationIdentifier'>;
  readonly orders: readonly Order[];
  readonly vettedDnsNames: readonly string[];
}
