import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import type { Consent, Grant, GrantedAccount, Psu } from '../consent.ts';
import type { ConsentStatus } from '../domain/consent-status.ts';
import type { AccountAccess, ConsentModel } from '../domain/read-access.ts';

/** What is kept of a consent beside what others see of it. */
export interface StoredConsent extends Consent {
  /** As asked for, whatever was granted. */
  readonly asked: AccountAccess;
  /** Settled with the first authorisation; opens accounts only while the consent is valid. */
  readonly granted: StoredGrant | undefined;
  readonly followUpsUntil: Date;
}

/** The column `granted`: a `Grant` but for what belongs to one call, and the access as granted. */
export interface StoredGrant extends Omit<Grant, 'account' | 'use'> {
  readonly access: AccountAccess;
}

interface ConsentRow {
  readonly consent_id: string;
  readonly tpp_id: string;
  readonly tpp_name: string;
  readonly psu_id: string | null;
  readonly corporate_id: string;
  readonly model: ConsentModel;
  readonly asked: string;
  readonly granted: string | null;
  readonly recurring: boolean;
  readonly valid_until: string;
  readonly frequency_per_day: number;
  readonly combined_service: boolean;
  readonly authorisation_confirmation: boolean;
  readonly consent_status: ConsentStatus;
  readonly created_at: number;
  readonly last_action_at: number;
  readonly authorised_at: number | null;
  readonly due_at: number | null;
  readonly follow_ups_until: number;
}

const COLUMNS = sql`consent_id, tpp_id, tpp_name, psu_id, corporate_id, model, asked, granted, recurring, valid_until,
  frequency_per_day, combined_service, authorisation_confirmation, consent_status, created_at, last_action_at,
  authorised_at, due_at, follow_ups_until`;

export function insertConsent(consent: StoredConsent): Sql {
  const values = [
    consent.consentId,
    consent.tppId,
    consent.tppName,
    consent.psu?.psuId ?? null,
    consent.psu?.corporateId ?? '',
    consent.model,
    sql.json(consent.asked),
    toJson(consent.granted),
    consent.recurring,
    consent.validUntil,
    consent.frequencyPerDay,
    consent.combinedService,
    consent.authorisationConfirmation,
    consent.consentStatus,
    consent.createdAt.getTime(),
    consent.lastActionAt.getTime(),
    toTime(consent.authorisedAt),
    toTime(consent.dueAt),
    consent.followUpsUntil.getTime(),
  ];
  return sql`INSERT INTO consent (${COLUMNS}) VALUES (${sql.join(values)})`;
}

/** Writes what can change. The consent was loaded by `lockConsent` in the same transaction. */
export async function saveConsent(trx: Transaction, consent: StoredConsent): Promise<void> {
  await trx.run(
    sql`UPDATE consent SET psu_id = ${consent.psu?.psuId ?? null}, corporate_id = ${consent.psu?.corporateId ?? ''},
          granted = ${toJson(consent.granted)}, consent_status = ${consent.consentStatus},
          last_action_at = ${consent.lastActionAt.getTime()}, authorised_at = ${toTime(consent.authorisedAt)},
          due_at = ${toTime(consent.dueAt)}, follow_ups_until = ${consent.followUpsUntil.getTime()}
        WHERE consent_id = ${consent.consentId}`,
  );
}

/** Which accounts can be read by their ids, for the statement that checks a use. */
export async function insertAccounts(
  trx: Transaction,
  consentId: string,
  accounts: readonly GrantedAccount[],
): Promise<void> {
  for (const { resourceId, kind, rights } of accounts) {
    const has = ['details' as const, 'balances' as const, 'transactions' as const].map((right) =>
      rights.includes(right),
    );
    await trx.run(sql`INSERT INTO consent_account (consent_id, resource_id, kind, details, balances, transactions)
      VALUES (${sql.join([consentId, resourceId, kind, ...has])})`);
  }
}

export async function findConsent(db: Queryable, consentId: string): Promise<StoredConsent | undefined> {
  const [consent] = await select(db, sql`consent_id = ${consentId}`);
  return consent;
}

/** Nobody else changes the consent until the transaction ends. */
export async function lockConsent(trx: Transaction, consentId: string): Promise<StoredConsent | undefined> {
  const [consent] = await select(trx, sql`consent_id = ${consentId} ${sql.forUpdate(trx)}`);
  return consent;
}

/**
 * The consent, and those that have not ended of its TPP and the PSU. Nobody else changes them until the transaction ends;
 * locked in one order, so that two which are confirmed at once do not wait for each other.
 */
export function lockConsents(
  trx: Transaction,
  { consentId, tppId }: Pick<StoredConsent, 'consentId' | 'tppId'>,
  psuId: string,
): Promise<readonly StoredConsent[]> {
  return select(
    trx,
    sql`consent_id = ${consentId} OR (tpp_id = ${tppId} AND psu_id = ${psuId} AND due_at IS NOT NULL)
        ORDER BY consent_id ${sql.forUpdate(trx)}`,
  );
}

export async function listDue(db: Queryable, now: Date, limit: number): Promise<readonly string[]> {
  const rows = await db.all<{ consent_id: string }>(
    sql`SELECT consent_id FROM consent WHERE due_at <= ${now.getTime()} ORDER BY due_at LIMIT ${limit}`,
  );
  return rows.map(({ consent_id }) => consent_id);
}

export interface ConsentPage {
  /** The id of the last one of the page before. */
  readonly after?: string | undefined;
  /** 100 if it is not given. */
  readonly limit?: number | undefined;
}

export function listOfPsu(db: Queryable, psuId: string, page: ConsentPage): Promise<readonly StoredConsent[]> {
  return list(db, sql`psu_id = ${psuId}`, page);
}

export function listOfTpp(db: Queryable, tppId: string, page: ConsentPage): Promise<readonly StoredConsent[]> {
  return list(db, sql`tpp_id = ${tppId}`, page);
}

/**
 * The ids of all consents that a PSU gave or was named for, with one TPP if it is given. Of those that several PSUs give, each
 * that did its part counts; who only was named and is not the one whose consent it became does not.
 */
export async function listIdsOf(db: Queryable, psuId: string, tppId: string | undefined): Promise<readonly string[]> {
  const withTpp = tppId === undefined ? sql`` : sql`AND consent.tpp_id = ${tppId}`;
  const rows = await db.all<{ consent_id: string }>(sql`
    SELECT consent_id FROM consent WHERE psu_id = ${psuId} ${withTpp}
    UNION SELECT consent.consent_id FROM consent_authorisation JOIN consent USING (consent_id)
      WHERE consent_authorisation.psu_id = ${psuId} AND sca_status IN ('finalised', 'exempted') ${withTpp}
    ORDER BY consent_id`);
  return rows.map(({ consent_id }) => consent_id);
}

/** Between whom a consent is. */
export interface Parties {
  readonly consentId: string;
  readonly tppId: string;
  readonly psu: Psu;
}

interface PartiesRow {
  readonly subject: string;
  readonly consent_id: string;
  readonly tpp_id: string;
  readonly psu_id: string;
  readonly corporate_id: string;
}

/** Of each of these ids that is one of a consent, or of an authorisation of one, as far as its PSU is known. */
export async function findParties(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, Parties>> {
  if (ids.length === 0) return new Map();
  const list = sql.join([...new Set(ids)]);
  const rows = await db.all<PartiesRow>(sql`
    SELECT consent_id AS subject, consent_id, tpp_id, psu_id, corporate_id FROM consent
      WHERE consent_id IN (${list}) AND psu_id IS NOT NULL
    UNION ALL
    SELECT authorisation_id AS subject, consent_id, tpp_id, consent_authorisation.psu_id, consent_authorisation.corporate_id
      FROM consent_authorisation JOIN consent USING (consent_id)
      WHERE authorisation_id IN (${list}) AND consent_authorisation.psu_id IS NOT NULL`);
  return new Map(
    rows.map(({ subject, consent_id: consentId, tpp_id: tppId, psu_id: psuId, corporate_id: corporateId }) => [
      subject,
      { consentId, tppId, psu: { psuId, corporateId: corporateId || undefined } },
    ]),
  );
}

/** The newest first. */
function list(db: Queryable, condition: Sql, { after, limit = 100 }: ConsentPage): Promise<readonly StoredConsent[]> {
  const older =
    after === undefined
      ? sql``
      : sql`AND (created_at, consent_id) < (SELECT created_at, consent_id FROM consent WHERE consent_id = ${after})`;
  return select(db, sql`${condition} ${older} ORDER BY created_at DESC, consent_id DESC LIMIT ${limit}`);
}

async function select(db: Queryable, condition: Sql): Promise<readonly StoredConsent[]> {
  const rows = await db.all<ConsentRow>(sql`SELECT ${COLUMNS} FROM consent WHERE ${condition}`);
  return rows.map(toConsent);
}

function toConsent(row: ConsentRow): StoredConsent {
  // both columns were written by `insertConsent` and `saveConsent`, of these types
  const asked = JSON.parse(row.asked) as AccountAccess;
  const granted = row.granted === null ? undefined : (JSON.parse(row.granted) as StoredGrant);
  return {
    consentId: row.consent_id,
    tppId: row.tpp_id,
    tppName: row.tpp_name,
    psu: toPsu(row),
    model: row.model,
    access: row.authorised_at === null ? asked : (granted?.access ?? asked),
    asked,
    granted,
    recurring: row.recurring,
    validUntil: row.valid_until,
    frequencyPerDay: row.frequency_per_day,
    combinedService: row.combined_service,
    authorisationConfirmation: row.authorisation_confirmation,
    consentStatus: row.consent_status,
    createdAt: new Date(row.created_at),
    lastActionAt: new Date(row.last_action_at),
    authorisedAt: toDate(row.authorised_at),
    dueAt: toDate(row.due_at),
    followUpsUntil: new Date(row.follow_ups_until),
  };
}

export function toPsu({ psu_id, corporate_id }: Pick<ConsentRow, 'psu_id' | 'corporate_id'>): Consent['psu'] {
  if (psu_id === null) return undefined;
  return { psuId: psu_id, ...(corporate_id === '' ? {} : { corporateId: corporate_id }) };
}

export function toTime(moment: Date | undefined): number | null {
  return moment?.getTime() ?? null;
}

export function toDate(time: number | null): Date | undefined {
  return time === null ? undefined : new Date(time);
}

function toJson(granted: StoredGrant | undefined): string | null {
  return granted === undefined ? null : sql.json(granted);
}

export interface GrantedResource {
  readonly psuId: string;
  readonly tppId: string;
  readonly resourceId: string;
}

/** Whether any consent of this PSU and TPP, whatever became of it, knows an account by this id. */
export async function isGranted(db: Queryable, { psuId, tppId, resourceId }: GrantedResource): Promise<boolean> {
  const found = await db.first(sql`SELECT 1 AS found
    FROM consent JOIN consent_account ON consent_account.consent_id = consent.consent_id
    WHERE consent.psu_id = ${psuId} AND consent.tpp_id = ${tppId} AND consent_account.resource_id = ${resourceId}
    LIMIT 1`);
  return found !== undefined;
}
