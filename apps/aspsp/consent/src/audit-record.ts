import type { Json, LogRecord } from '@openxs2a/store/log';
import type { Actor } from './audit.ts';
import type { Psu } from './consent.ts';

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

/** `psus` are those of consents. `tppId` is the TPP that the audit is about: whatever is no matter of a consent concerns it by being there. */
export function toAuditRecord(
  record: LogRecord,
  psus: ReadonlyMap<string, Psu>,
  tppId: string | undefined,
): AuditRecord {
  const { kind, actor, subject, body } = record;
  const said = (name: string) => textOf(body, name);
  const psu = psus.get(subject ?? '');
  // of those that others write, as OAuth does, the ones whose subject is a consent that a PSU has given
  const isOfConsent = kind === 'authorisation' || kind.startsWith('consent-') || psu !== undefined;
  const tpp = said('tppId') ?? (isOfConsent ? actor : tppId);
  return {
    ...record,
    by: toActorKind(said('by')) ?? (actor !== undefined && actor === tpp ? 'tpp' : undefined),
    tppId: tpp,
    psuId: said('psuId') ?? psu?.psuId,
    corporateId: said('corporateId') ?? psu?.corporateId,
    consentId: isOfConsent ? subject : undefined,
    operation: said('operation'),
    resourceId: said('resourceId'),
    result: said('result') ?? said('consentStatus') ?? said('scaStatus'),
    requestId: said('requestId'),
  };
}

const toActorKind = (text: string | undefined): Actor['kind'] | undefined =>
  text === 'tpp' || text === 'psu' || text === 'aspsp' ? text : undefined;

function textOf(body: Json, name: string): string | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return undefined;
  // whether it has the member was asked; a list has none of these names
  const value = (body as Readonly<Record<string, Json>>)[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
