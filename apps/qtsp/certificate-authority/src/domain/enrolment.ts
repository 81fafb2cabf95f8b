/** A party that was vetted and may request certificates once, with a secret of which only the hash is kept. */
export interface Enrolment {
  readonly enrolmentId: string;
  readonly organizationIdentifier: string;
  readonly dnsNames: readonly string[];
  readonly status: 'open' | 'used' | 'cancelled';
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * Whether its secret still proves anything. One that was used goes on to, but only for what was requested with it: a
 * party whose answer was lost asks again with the same secret.
 */
export function isUsable({ status, expiresAt }: Enrolment, now: Date): boolean {
  return status === 'used' || (status === 'open' && now < expiresAt);
}
