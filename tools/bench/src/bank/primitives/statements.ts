import { randomUUID } from 'node:crypto';
import { type Dialect, type Sql, sql } from '@openxs2a/store';
import { toStamp } from '../../../../../apps/aspsp/consent/src/domain/frequency.ts';
import { countUse } from '../../../../../apps/aspsp/consent/src/store/uses.ts';
import type { Exchange } from '../exchanges.ts';
import { accountOf, consentId, psuOf, resourceId } from '../population.ts';
import type { Setting } from '../setting.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What cannot be left out of a request: all that has to be on disk before it is answered, as few statements as can be. */
export function createWrites(exchange: Exchange, dialect: Dialect, setting: Setting, consent: number): readonly Sql[] {
  const writes = exchange.method === 'POST' ? listCreation(exchange, setting) : listUse(exchange, setting, consent);
  if (dialect === 'sqlite') return writes;
  const names = writes.map((_, index) => sql.identifier(`w${index}`));
  const parts = writes.map(
    (write, index) =>
      sql`${names[index] ?? sql``} AS (${write} ${exchange.method === 'POST' ? sql`RETURNING 1` : sql``})`,
  );
  return [sql`WITH ${sql.join(parts)} SELECT 1 AS done`];
}

/** The check and the count of a consent, and its record: what the bank runs. */
function listUse(exchange: Exchange, { tppId }: Setting, consent: number): readonly Sql[] {
  const now = new Date();
  const id = consentId(consent);
  const account =
    exchange.name === 'accounts' ? undefined : resourceId(consent, exchange.name === 'few' ? 'few' : 'many');
  const part = account === undefined ? '' : 'booked';
  const operation = exchange.operationId;
  const count = countUse({
    consentId: id,
    tppId,
    now,
    counter: { operation, part },
    operation,
    part,
    account:
      account === undefined ? undefined : { resourceId: account, kind: 'account', rights: ['details', 'transactions'] },
    stamp: toStamp(now),
    counts: { recurring: true, oneOff: true },
    startOfWindow: new Date(now.getTime() - DAY),
    followsUp: false,
  });
  return [count, record(tppId, 'consent-used', id, { operation, part, psuPresent: false, requestId: randomUUID() })];
}

/** A consent, its first authorisation and where the PSU comes back to, a record of each, and the answer for who asks again. */
function listCreation({ body }: Exchange, { tppId }: Setting): readonly Sql[] {
  const [id, authorisationId, requestId] = [randomUUID(), randomUUID(), randomUUID()];
  const now = Date.now();
  const answer = { status: 201, type: 'application/json', body: { consentStatus: 'received', consentId: id } };
  return [
    sql`INSERT INTO consent (consent_id, tpp_id, tpp_name, psu_id, corporate_id, model, asked, granted, recurring,
        valid_until, frequency_per_day, combined_service, authorisation_confirmation, consent_status, created_at,
        last_action_at, authorised_at, due_at, follow_ups_until)
      VALUES (${id}, ${tppId}, 'Example Payments GmbH', NULL, '', 'dedicated', ${body}, NULL, TRUE, '2027-05-24', 4, FALSE,
        FALSE, 'received', ${now}, ${now}, NULL, ${now + DAY}, 0)`,
    sql`INSERT INTO consent_authorisation (authorisation_id, consent_id, psu_id, corporate_id, sca_status, created_at,
        changed_at, due_at) VALUES (${authorisationId}, ${id}, NULL, '', 'received', ${now}, ${now}, ${now + DAY})`,
    sql`INSERT INTO begun_authorisation (kind, resource_id, authorisation_id, approach, redirect_uri, begun_at)
      VALUES ('consent', ${id}, ${authorisationId}, 'REDIRECT', 'https://tpp.example/back', ${now})`,
    record(tppId, 'consent-created', id, { tppId, model: 'dedicated', recurring: true, requestId }),
    record(tppId, 'authorisation', id, { by: 'tpp', tppId, authorisationId, scaStatus: 'received' }),
    sql`INSERT INTO idempotent_answer (tpp_id, request_id, method, path, body_hash, answer, expires_at)
      VALUES (${tppId}, ${requestId}, 'POST', '/v1/consents', ${id}, ${sql.json(answer)}, ${now + DAY})`,
  ];
}

const record = (tppId: string, kind: string, subject: string, body: object) =>
  sql`INSERT INTO bank_log_tail (time, node, kind, actor, subject, body)
    VALUES (${Date.now()}, 'primitives', ${kind}, ${tppId}, ${subject}, ${JSON.stringify(body)})`;

/**
 * What has to be looked at beside the consent: whether the TPP is blocked, and whether the PSU is, or whether the request was
 * answered before; and the rows that are answered.
 */
export function createReads(exchange: Exchange, { tppId }: Setting, consent: number): readonly Sql[] {
  const psu = psuOf(consent);
  const tppStatus = sql`SELECT status FROM tpp WHERE tpp_id = ${tppId}`;
  const psuStatus = sql`SELECT status FROM ledger_psu WHERE id = ${psu}`;
  switch (exchange.name) {
    case 'accounts':
      return [
        tppStatus,
        psuStatus,
        sql`SELECT a.id, a.currency, a.status, a.body FROM ledger_account a
          JOIN ledger_holder h ON h.account_id = a.id WHERE h.psu_id = ${psu} ORDER BY h.rank`,
      ];
    case 'few':
    case 'many':
      return [
        tppStatus,
        psuStatus,
        sql`SELECT journal, ordinal, transaction_id, currency, amount, balance_after, booking_date, value_date, body
          FROM ledger_entry WHERE account_id = ${accountOf(psu, exchange.name)} ORDER BY position DESC LIMIT 1000`,
      ];
    case 'consents':
      return [
        tppStatus,
        sql`SELECT body_hash, answer FROM idempotent_answer WHERE tpp_id = ${tppId} AND request_id = ${randomUUID()}
          AND method = 'POST' AND path = '/v1/consents' AND expires_at > ${Date.now()}`,
      ];
    default:
      return exchange.name satisfies never;
  }
}
