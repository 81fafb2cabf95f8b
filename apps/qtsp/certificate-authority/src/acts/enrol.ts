import { type CallerOf, nameCaller } from '../domain/caller.ts';
import { checkRegistration } from '../domain/check-registration.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import { hashOf } from '../domain/hash.ts';
import { done, failed, type Outcome, refused } from '../domain/outcome.ts';
import { closeEnrolment, findEnrolment, insertEnrolment } from '../store/enrolments.ts';
import { findAuthorityOfNumber, findRegistration } from '../store/registrations.ts';
import type { Qtsp } from './qtsp.ts';

export interface EnrolmentInput {
  readonly organizationIdentifier: string;
  readonly dnsNames: readonly string[];
  readonly validForHours: number;
  readonly comment?: string;
}

export interface NewEnrolment {
  readonly enrolment: Enrolment;
  /** Shown once: only its hash is kept. 256 random bits, so that a plain hash protects it. */
  readonly secret: string;
}

export const hashSecret = (secret: string): string => hashOf(Buffer.from(secret));

/** Lets a party that was vetted request certificates once. */
export function createEnrolment(
  { database, journal, clock, random }: Qtsp,
  caller: CallerOf<'operator'>,
  { organizationIdentifier, dnsNames, validForHours, comment }: EnrolmentInput,
): Promise<Outcome<NewEnrolment, 'request-refused'>> {
  const secret = random.token();
  const enrolmentId = random.uuid();
  return database.transaction(async (trx) => {
    const registration = await findRegistration(trx, organizationIdentifier);
    const elsewhere = registration === undefined ? await findAuthorityOfNumber(trx, organizationIdentifier) : undefined;
    const refusals = checkRegistration({ organizationIdentifier, roles: [] }, registration, elsewhere);
    if (refusals.length > 0) return refused(refusals);
    const createdAt = clock();
    const expiresAt = new Date(createdAt.getTime() + validForHours * 3_600_000);
    const enrolment: Enrolment = {
      enrolmentId,
      organizationIdentifier,
      dnsNames,
      status: 'open',
      createdAt,
      expiresAt,
    };
    await insertEnrolment(trx, enrolment, hashSecret(secret));
    const body = {
      enrolmentId,
      dnsNames,
      comment: comment ?? null,
      ncaId: registration?.ncaId ?? null,
    };
    await journal.append(trx, {
      kind: 'enrolment-created',
      actor: nameCaller(caller),
      subject: organizationIdentifier,
      body,
    });
    return done({ enrolment, secret });
  });
}

/** Makes a secret that went astray worthless. */
export function cancelEnrolment(
  { database, journal }: Qtsp,
  caller: CallerOf<'operator'>,
  enrolmentId: string,
): Promise<Outcome<Enrolment, 'not-found' | 'enrolment-used'>> {
  return database.transaction(async (trx) => {
    const enrolment = await findEnrolment(trx, enrolmentId);
    if (enrolment === undefined) return failed('not-found');
    if (enrolment.status === 'cancelled') return done(enrolment);
    if (!(await closeEnrolment(trx, enrolmentId, 'cancelled'))) return failed('enrolment-used');
    const { organizationIdentifier: subject } = enrolment;
    await journal.append(trx, {
      kind: 'enrolment-cancelled',
      actor: nameCaller(caller),
      subject,
      body: { enrolmentId },
    });
    return done({ ...enrolment, status: 'cancelled' as const });
  });
}
