import type { Json, LogRecord } from '@openxs2a/store/log';
import type { Actor } from './audit.ts';
import type { Parties } from './store/consents.ts';

/** An entry of the log and whom it concerns, as far as the entry or its consent says. */
export interface AuditRecord extends LogRecord {
  /** What the actor is; undefined for people and programs of the bank. */
  readonly by: Actor['kind'] | undefined;
  readonly tppId: string | undefined;
  readonly psuId: string | undefined;
  readonly corporateId: string | undefined;
  /** As the TPP called it, where there is no such consent. */
  readonly consentId: string | undefined;
  /** What was asked for, by its `operationId`. */
  readonly operation: string | undefined;
  /** What the TPP calls the account. */
  readonly resourceId: string | undefined;
  /** `granted` or the reason of a refusal; of a change, the status that came of it. */
  readonly result: string | undefined;
  readonly requestId: string | undefined;
}

/**
 * `parties` are those of consents and authorisations, by their ids. `tppId` is the TPP that the audit is about: whatever is no
 * matter of a consent concerns it by being there.
 */
export function toAuditRecord(
  record: LogRecord,
  parties: ReadonlyMap<string, Parties>,
  tppId: string | undefined,
): AuditRecord {
  const { kind, actor, subject, body } = record;
  const said = (name: string) => textOf(body, name);
  const isOfConsent = kind === 'authorisation' || kind.startsWith('consent-');
  // what others write, of authentication and OAuth, is of a consent by its subject
  const known = parties.get(subject ?? '');
  const tpp = said('tppId') ?? (isOfConsent ? actor : (known?.tppId ?? tppId));
  const psuId = said('psuId') ?? known?.psu.psuId;
  return {
    ...record,
    by: toActorKind(said('by')) ?? findActorKind(actor, tpp, psuId),
    tppId: tpp,
    psuId,
    corporateId: said('corporateId') ?? known?.psu.corporateId,
    consentId: isOfConsent ? subject : known?.consentId,
    operation: said('operation'),
    resourceId: said('resourceId'),
    result: said('result') ?? said('consentStatus') ?? said('scaStatus'),
    requestId: said('requestId'),
  };
}

function findActorKind(actor: string | undefined, tppId: string | undefined, psuId: string | undefined) {
  if (actor === undefined) return undefined;
  if (actor === tppId) return 'tpp';
  return actor === psuId ? 'psu' : undefined;
}

const toActorKind = (text: string | undefined): Actor['kind'] | undefined =>
  text === 'tpp' || text === 'psu' || text === 'aspsp' ? text : undefined;

function textOf(body: Json, name: string): string | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return undefined;
  // whether it has the member was asked; a list has none of these names
  const value = (body as Readonly<Record<string, Json>>)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
