/** The services that a token is for; `Cancel-PIS` is the cancellation of a payment. */
export const SCOPE_SERVICES = ['AIS', 'PIS', 'PIIS', 'Cancel-PIS'] as const;

export type ScopeService = (typeof SCOPE_SERVICES)[number];

/**
 * What a token is for (Guidelines 1.3.8, 13.1): `AIS:<consentId>`, `PIS:<paymentId>`, `PIIS:<consentId>`,
 * `Cancel-PIS:<paymentId>`; in the pre-step the service alone (4.3).
 */
export interface Scope {
  readonly service: ScopeService;
  /** Undefined in the pre-step: whatever the PSU has there. */
  readonly resourceId: string | undefined;
}

/** Ids of resources are 1 to 128 characters that need no escaping in a URL; a scope token would bear more (RFC 6749, 3.3). */
const SCOPE = /^(AIS|PIS|PIIS|Cancel-PIS)(?::([A-Za-z0-9._~-]{1,128}))?$/;

/** Undefined for whatever is not spelt exactly so. */
export function readScope(text: string): Scope | undefined {
  const [, service, resourceId] = SCOPE.exec(text) ?? [];
  const known = SCOPE_SERVICES.find((each) => each === service);
  if (known === undefined || (known === 'Cancel-PIS' && resourceId === undefined)) return undefined;
  return { service: known, resourceId };
}

export function writeScope({ service, resourceId }: Scope): string {
  return resourceId === undefined ? service : `${service}:${resourceId}`;
}
