import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { ChallengeKind, ChallengeState } from '../domain/challenge-state.ts';

export interface StoredChallenge extends ChallengeState {
  readonly challengeId: string;
  readonly authorisationId: string;
  readonly psuId: string;
  readonly authenticationMethodId: string;
  readonly subjectDigest: string;
  /** What the PSU is told that it is about. */
  readonly shown: string;
  /** Of a code alone, as the next one. */
  readonly challengeData: Schemas['challengeData'] | undefined;
  readonly codeMac: string | undefined;
  readonly createdAt: Date;
}

interface ChallengeRow {
  readonly challenge_id: string;
  readonly authorisation_id: string;
  readonly psu_id: string;
  readonly authentication_method_id: string;
  readonly kind: ChallengeKind;
  readonly status: StoredChallenge['status'];
  readonly tries_left: number;
  readonly subject_digest: string;
  readonly shown: string;
  readonly challenge_data: string | null;
  readonly code_mac: string | null;
  readonly created_at: number;
  readonly expires_at: number;
}

const NAMES = [
  'challenge_id',
  'psu_id',
  'authentication_method_id',
  'kind',
  'status',
  'tries_left',
  'subject_digest',
  'shown',
  'challenge_data',
  'code_mac',
  'created_at',
  'expires_at',
].map(sql.identifier);
const COLUMNS = sql`authorisation_id, ${sql.join(NAMES)}`;

/** Takes the place of what was asked for the authorisation before. */
export async function putChallenge(db: Queryable, challenge: StoredChallenge): Promise<void> {
  const values = [
    challenge.authorisationId,
    challenge.challengeId,
    challenge.psuId,
    challenge.authenticationMethodId,
    challenge.kind,
    challenge.status,
    challenge.triesLeft,
    challenge.subjectDigest,
    challenge.shown,
    challenge.challengeData === undefined ? null : sql.json(challenge.challengeData),
    challenge.codeMac ?? null,
    challenge.createdAt.getTime(),
    challenge.expiresAt.getTime(),
  ];
  const replaced = NAMES.map((name) => sql`${name} = excluded.${name}`);
  await db.run(sql`INSERT INTO sca_challenge (${COLUMNS}) VALUES (${sql.join(values)})
    ON CONFLICT (authorisation_id) DO UPDATE SET ${sql.join(replaced)}`);
}

/** Writes what can change, of a challenge that was locked in the same transaction. */
export async function saveChallenge(
  trx: Transaction,
  { challengeId, status, triesLeft }: StoredChallenge,
): Promise<void> {
  await trx.run(
    sql`UPDATE sca_challenge SET status = ${status}, tries_left = ${triesLeft} WHERE challenge_id = ${challengeId}`,
  );
}

export type ChallengeKey = { readonly authorisationId: string } | { readonly challengeId: string };

export async function findChallenge(db: Queryable, key: ChallengeKey): Promise<StoredChallenge | undefined> {
  const [challenge] = await select(db, isKey(key));
  return challenge;
}

/** Nobody else changes it until the transaction ends. */
export async function lockChallenge(trx: Transaction, key: ChallengeKey): Promise<StoredChallenge | undefined> {
  const [challenge] = await select(trx, sql`${isKey(key)} ${sql.forUpdate(trx)}`);
  return challenge;
}

/** What a PSU is asked to approve at the moment, the oldest first. */
export function listOpenApprovals(db: Queryable, psuId: string, now: Date): Promise<readonly StoredChallenge[]> {
  return select(
    db,
    sql`psu_id = ${psuId} AND kind = 'approval' AND status = 'open' AND expires_at > ${now.getTime()}
      ORDER BY created_at, challenge_id`,
  );
}

/** A method of this PSU does not count any more, and what it was asked neither. */
export async function endChallengesOfMethod(
  db: Queryable,
  authenticationMethodId: string,
  psuId: string,
): Promise<void> {
  await db.run(sql`UPDATE sca_challenge SET status = 'ended'
    WHERE psu_id = ${psuId} AND authentication_method_id = ${authenticationMethodId} AND status = 'open'`);
}

const isKey = (key: ChallengeKey): Sql =>
  'authorisationId' in key ? sql`authorisation_id = ${key.authorisationId}` : sql`challenge_id = ${key.challengeId}`;

async function select(db: Queryable, condition: Sql): Promise<readonly StoredChallenge[]> {
  return (await db.all<ChallengeRow>(sql`SELECT ${COLUMNS} FROM sca_challenge WHERE ${condition}`)).map(toChallenge);
}

function toChallenge(row: ChallengeRow): StoredChallenge {
  return {
    challengeId: row.challenge_id,
    authorisationId: row.authorisation_id,
    psuId: row.psu_id,
    authenticationMethodId: row.authentication_method_id,
    kind: row.kind,
    status: row.status,
    triesLeft: row.tries_left,
    subjectDigest: row.subject_digest,
    shown: row.shown,
    challengeData: row.challenge_data === null ? undefined : JSON.parse(row.challenge_data),
    codeMac: row.code_mac ?? undefined,
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
  };
}
