import type { PspRole } from '@openxs2a/certificates';
import type { KeyKind } from '@openxs2a/certificates/issue';

export type OrderState = 'open' | 'fulfilled' | 'refused' | 'cancelled';

export interface OrderRefusal {
  readonly reason: string;
  readonly detail: string;
}

export const KEY_DESTROYED: OrderRefusal = { reason: 'key-destroyed', detail: 'The key is destroyed.' };

/** What is wanted: first certificates, or the next one of a certificate. */
export type Wish =
  | {
      readonly action: 'issue';
      readonly roles: readonly PspRole[];
      readonly countries?: readonly string[] | undefined;
      /** A seal certificate for a new key of this kind. */
      readonly sealKey?: KeyKind | undefined;
      /** A website certificate for this signing request. */
      readonly qwacRequest?: string | undefined;
      /** The enrolment's secret came with it, and has to come again: it is kept nowhere. */
      readonly isEnrolment: boolean;
    }
  | {
      readonly action: 'renew';
      readonly serialNumber: string;
      /** A seal certificate: for a new key of this kind, or for the key that it has. */
      readonly sealKey?: KeyKind | { readonly name: string } | undefined;
      /** A website certificate. */
      readonly qwacRequest?: string | undefined;
    };

/** An order as it is on record. */
export interface Order {
  /** The X-Request-ID of the call that made it, and of the calls to the QTSP. */
  readonly id: string;
  readonly client: string;
  readonly wish: Wish;
  readonly state: OrderState;
  /** The key of the seal certificate; whether it is there yet, `sealRequest` does not say. */
  readonly keyName?: string;
  /** The signing request for the seal certificate. One order has one: the QTSP compares what is repeated. */
  readonly sealRequest?: string;
  readonly refusals: readonly OrderRefusal[];
  readonly createdAt: Date;
}

export type OrderStep = 'give-up' | 'make-key' | 'write-request' | 'ask' | 'wait' | 'none';

/** What is to be done next for an order, from what is on record of it alone: so that it goes on after any stop. */
export function nextStep(
  { state, wish, keyName, sealRequest }: Order,
  there: {
    readonly key: 'missing' | 'there' | 'destroyed';
    readonly canAsk: boolean;
    readonly hasSecret: boolean;
  },
): OrderStep {
  if (state !== 'open') return 'none';
  if (keyName !== undefined && there.key === 'destroyed') return 'give-up';
  if (keyName !== undefined && there.key === 'missing') return 'make-key';
  if (keyName !== undefined && sealRequest === undefined) return 'write-request';
  const lacksSecret = wish.action === 'issue' && wish.isEnrolment && !there.hasSecret;
  return there.canAsk && !lacksSecret ? 'ask' : 'wait';
}

/** Which key an order is about. A new key is named after it, so that it is made once. */
export function keyNameOf(orderId: string, { sealKey }: Wish): string | undefined {
  if (sealKey === undefined) return undefined;
  return typeof sealKey === 'object' ? sealKey.name : `seal-${orderId}`;
}

/** The kind of the key that has to be made, if one has to. */
export function newKeyKindOf({ sealKey }: Wish): KeyKind | undefined {
  return typeof sealKey === 'string' ? sealKey : undefined;
}

/** Two calls with one X-Request-ID are one order only if they want the same. */
export function isSameWish(a: Wish, b: Wish): boolean {
  return toText(a) === toText(b);
}

/** Without what is undefined, which is gone once a wish is on record. */
const toText = (wish: Wish) =>
  JSON.stringify(
    Object.entries(wish)
      .filter(([, value]) => value !== undefined)
      .sort(),
  );
