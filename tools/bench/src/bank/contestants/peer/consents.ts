import { randomUUID } from 'node:crypto';
import type { Work } from './database.ts';
import type { Tpp } from './identify.ts';
import { Refusal } from './refusal.ts';

/** By which name its records are told from those of others. */
export const NODE = 'fastify';

export interface Use {
  readonly consentId: string;
  readonly operation: string;
  readonly resourceId: string;
  readonly part: string;
  readonly psuPresent: boolean;
  readonly requestId: string;
}

interface Granted {
  readonly psuId: string;
  readonly accounts: readonly { readonly accountId: string; readonly resourceId: string }[];
}

export interface Grant extends Granted {
  readonly account: string | undefined;
}

/** Whether the consent is the TPP's and valid, and covers the account; counts the use and records it. */
export function* useConsent(tpp: Tpp, use: Use): Work<Grant> {
  const now = Date.now();
  const [consent] = yield {
    text: `SELECT c.granted, c.consent_status, c.due_at, c.frequency_per_day, t.status FROM consent c
      LEFT JOIN tpp t ON t.tpp_id = c.tpp_id WHERE c.consent_id = $1 AND c.tpp_id = $2`,
    values: [use.consentId, tpp.tppId],
  };
  if (consent === undefined) throw new Refusal(400, 'CONSENT_UNKNOWN');
  if (consent['status'] === 'blocked') throw new Refusal(401, 'CERTIFICATE_BLOCKED');
  if (consent['consent_status'] !== 'valid') throw new Refusal(401, 'CONSENT_INVALID');
  if (Number(consent['due_at']) <= now) throw new Refusal(401, 'CONSENT_EXPIRED');
  // the column was written as this
  const granted = JSON.parse(String(consent['granted'])) as Granted;
  const account = granted.accounts.find(({ resourceId }) => resourceId === use.resourceId);
  if (use.resourceId !== '' && account === undefined) throw new Refusal(404, 'RESOURCE_UNKNOWN');
  yield* count(use, Number(consent['frequency_per_day']), now);
  yield* record(tpp, 'consent-used', use.consentId, now, { ...use, result: 'granted' });
  return { ...granted, account: account?.accountId };
}

function* count(use: Use, frequency: number, now: number): Work<void> {
  if (use.psuPresent) return;
  const day = new Date(now).toISOString().slice(0, 10);
  const counted = yield {
    text: `INSERT INTO peer_use (consent_id, operation, resource_id, part, day, uses) VALUES ($1, $2, $3, $4, $5, 1)
      ON CONFLICT (consent_id, operation, resource_id, part) DO UPDATE SET
        uses = CASE WHEN peer_use.day = excluded.day THEN peer_use.uses + 1 ELSE 1 END, day = excluded.day
      WHERE peer_use.day <> excluded.day OR peer_use.uses < $6 RETURNING uses`,
    values: [use.consentId, use.operation, use.resourceId, use.part, day, frequency],
  };
  if (counted.length === 0) throw new Refusal(429, 'ACCESS_EXCEEDED');
}

/** Into the tail of the log, which is sealed afterwards. */
function* record(tpp: Tpp, kind: string, subject: string, time: number, body: object): Work<void> {
  yield {
    text: 'INSERT INTO bank_log_tail (time, node, kind, actor, subject, body) VALUES ($1, $2, $3, $4, $5, $6)',
    values: [time, NODE, kind, tpp.tppId, subject, JSON.stringify(body)],
  };
}

export interface Created {
  readonly consentId: string;
  readonly authorisationId: string;
}

interface Requested {
  readonly access: object;
  readonly recurringIndicator: boolean;
  readonly validUntil: string;
  readonly frequencyPerDay: number;
}

export interface Creation {
  readonly requestId: string;
  readonly bodyHash: string;
  readonly redirectUri: string | undefined;
  readonly body: Requested;
}

/** Once for an X-Request-ID; with an authorisation that begins at once, and where the PSU comes back to. */
export function* createConsent(tpp: Tpp, { requestId, bodyHash, redirectUri, body }: Creation): Work<Created> {
  const [known] = yield { text: 'SELECT status FROM tpp WHERE tpp_id = $1', values: [tpp.tppId] };
  if (known?.['status'] === 'blocked') throw new Refusal(401, 'CERTIFICATE_BLOCKED');
  if (redirectUri !== undefined && !isWithin(redirectUri, tpp)) throw new Refusal(400, 'FORMAT_ERROR');
  const [stored] = yield {
    text: 'SELECT body_hash, answer FROM peer_answer WHERE tpp_id = $1 AND request_id = $2 AND expires_at > $3',
    values: [tpp.tppId, requestId, Date.now()],
  };
  if (stored !== undefined) {
    if (stored['body_hash'] !== bodyHash) throw new Refusal(400, 'FORMAT_ERROR');
    return JSON.parse(String(stored['answer']));
  }
  const created = { consentId: randomUUID(), authorisationId: randomUUID() };
  yield* insert(tpp, created, redirectUri, body);
  yield {
    text: 'INSERT INTO peer_answer (tpp_id, request_id, body_hash, answer, expires_at) VALUES ($1, $2, $3, $4, $5)',
    values: [tpp.tppId, requestId, bodyHash, JSON.stringify(created), Date.now() + 60 * 60_000],
  };
  return created;
}

/** Within the domains of the certificate. */
function isWithin(redirectUri: string, { domains }: Tpp): boolean {
  const { hostname } = new URL(redirectUri);
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

function* insert(
  tpp: Tpp,
  { consentId, authorisationId }: Created,
  redirectUri: string | undefined,
  body: Requested,
): Work<void> {
  const now = Date.now();
  yield {
    text: `INSERT INTO consent (consent_id, tpp_id, tpp_name, psu_id, corporate_id, model, asked, granted, recurring,
        valid_until, frequency_per_day, combined_service, authorisation_confirmation, consent_status, created_at,
        last_action_at, authorised_at, due_at, follow_ups_until)
      VALUES ($1, $2, $3, NULL, '', 'dedicated', $4, NULL, TRUE, $5, $6, FALSE, FALSE, 'received', $7, $8, NULL, $9, 0)`,
    values: [
      consentId,
      tpp.tppId,
      tpp.name,
      JSON.stringify(body.access),
      body.validUntil,
      Math.min(body.frequencyPerDay, 4),
      now,
      now,
      now + 30 * 60_000,
    ],
  };
  yield* record(tpp, 'consent-created', consentId, now, { recurring: true, validUntil: body.validUntil });
  yield {
    text: `INSERT INTO consent_authorisation (authorisation_id, consent_id, psu_id, corporate_id, sca_status, created_at,
        changed_at, due_at) VALUES ($1, $2, NULL, '', 'received', $3, $4, $5)`,
    values: [authorisationId, consentId, now, now, now + 24 * 60 * 60_000],
  };
  yield* record(tpp, 'authorisation', consentId, now, { authorisationId, scaStatus: 'received' });
  yield {
    text: `INSERT INTO begun_authorisation (kind, resource_id, authorisation_id, approach, redirect_uri, begun_at)
      VALUES ('consent', $1, $2, 'REDIRECT', $3, $4)`,
    values: [consentId, authorisationId, redirectUri ?? null, now],
  };
}
