import type { Clock } from '@openxs2a/service';
import type { Database, Transaction } from '@openxs2a/store';
import type { EventLog, Json } from '@openxs2a/store/log';
import { listCertificates } from './certificate.store.ts';
import { checkDate, checkText, checkTppId } from './check-act.ts';
import { findTpp, listTpps, saveAttestation, saveDecision, saveReview, type TppFilter } from './tpp.store.ts';
import type { SeenCertificate, Tpp, TppStatus } from './tpp.ts';
import { TppError } from './tpp-error.ts';

/** What somebody says about a TPP's security, and until when it counts. */
export interface AttestationInput {
  readonly statement: string;
  readonly by: string;
  /** ISO date. */
  readonly validUntil?: string;
}

export interface ReviewInput {
  readonly note: string;
  readonly by: string;
  /** ISO date of the next one. */
  readonly next: string;
}

/** A TPP with the certificates that it has shown. */
export interface TppEvidence extends Tpp {
  readonly certificates: readonly SeenCertificate[];
}

/**
 * The TPPs that have called, and what the bank has decided about them. Each act is in the audit log (`actor` is who did it,
 * `subject` the TPP) in the transaction of its change. Acts reject with TppError for what cannot be.
 */
export interface TppDirectory {
  find(tppId: string): Promise<TppEvidence | undefined>;
  /** By id, in pages. */
  list(filter?: TppFilter): Promise<readonly Tpp[]>;
  /** From the next request on, at every node and on connections that are open, too. Also before a TPP ever calls. */
  block(tppId: string, reason: string, by: string): Promise<Tpp>;
  unblock(tppId: string, reason: string, by: string): Promise<Tpp>;
  attest(tppId: string, attestation: AttestationInput): Promise<Tpp>;
  review(tppId: string, review: ReviewInput): Promise<Tpp>;
}

export interface DirectoryOptions {
  readonly database: Database;
  /** Of the same database. */
  readonly log: EventLog;
  readonly clock: Clock;
}

/** The tables have to be there: see `migrateGateway`. */
export function createTppDirectory({ database, log, clock }: DirectoryOptions): TppDirectory {
  const now = () => clock().toISOString();

  /** A change and its record, both or neither. */
  const act = (kind: string, tppId: string, by: string, body: Json, change: (trx: Transaction) => Promise<void>) =>
    database.transaction(async (trx) => {
      await change(trx);
      await log.append(trx, { kind, actor: by, subject: tppId, body });
      return getTpp(trx, tppId);
    });
  const decide = async (status: TppStatus, tppId: string, reason: string, by: string): Promise<Tpp> => {
    checkText('reason', reason);
    checkText('by', by);
    const kind = status === 'blocked' ? 'tpp-blocked' : 'tpp-unblocked';
    return act(kind, tppId, by, { reason }, (trx) => saveDecision(trx, tppId, status, { reason, by, at: now() }));
  };
  return {
    async find(tppId) {
      const tpp = await findTpp(database, tppId);
      return tpp && { ...tpp, certificates: await listCertificates(database, tppId) };
    },
    list: (filter = {}) => listTpps(database, filter),
    async block(tppId, reason, by) {
      checkTppId(tppId);
      return decide('blocked', tppId, reason, by);
    },
    async unblock(tppId, reason, by) {
      await getTpp(database, tppId);
      return decide('active', tppId, reason, by);
    },
    async attest(tppId, { statement, by, validUntil }) {
      checkText('statement', statement);
      checkText('by', by);
      if (validUntil !== undefined) checkDate('validUntil', validUntil);
      const until = validUntil === undefined ? {} : { validUntil };
      return act('tpp-attested', tppId, by, { statement, ...until }, async (trx) => {
        await getTpp(trx, tppId);
        await saveAttestation(trx, tppId, { statement, by, at: now(), ...until });
      });
    },
    async review(tppId, { note, by, next }) {
      checkText('note', note);
      checkText('by', by);
      checkDate('next', next);
      return act('tpp-reviewed', tppId, by, { note, next }, async (trx) => {
        await getTpp(trx, tppId);
        await saveReview(trx, tppId, { note, by, at: now() }, next);
      });
    },
  };
}

async function getTpp(queryable: Database | Transaction, tppId: string): Promise<Tpp> {
  const tpp = await findTpp(queryable, tppId);
  if (tpp === undefined) throw new TppError('ERR_TPP_UNKNOWN', `No TPP "${tppId}" has called, nor was one blocked.`);
  return tpp;
}
