import type { AuditRecord } from '@openxs2a/consent';
import { maskIbans } from './mask-ibans.ts';

/** The columns of an export, in their order. New ones come at the end; none changes its name or its meaning. */
export const COLUMNS = [
  'id',
  'time',
  'kind',
  'by',
  'actor',
  'tppId',
  'psuId',
  'corporateId',
  'consentId',
  'operation',
  'resourceId',
  'result',
  'requestId',
  'node',
  'sealed',
  'details',
] as const;

export type Column = (typeof COLUMNS)[number];

/** One entry; null for what it does not say. IBANs are covered. */
export type Row = Readonly<Record<Exclude<Column, 'id' | 'sealed' | 'details'>, string | null>> & {
  readonly id: number;
  readonly sealed: boolean;
  /** What the entry says beside, as JSON. */
  readonly details: string;
};

const SHOWN: ReadonlySet<string> = new Set(COLUMNS);

export function toRow(record: AuditRecord): Row {
  const text = (value: string | undefined) => (value === undefined ? null : maskIbans(value));
  return {
    id: record.id,
    time: record.time.toISOString(),
    kind: record.kind,
    by: text(record.by),
    actor: text(record.actor),
    tppId: text(record.tppId),
    psuId: text(record.psuId),
    corporateId: text(record.corporateId),
    consentId: text(record.consentId),
    operation: text(record.operation),
    resourceId: text(record.resourceId),
    result: text(record.result),
    requestId: text(record.requestId),
    node: record.node,
    sealed: record.sealed,
    // text by text: beside an escape of JSON an IBAN would not be seen
    details: JSON.stringify(detailsOf(record), (_, value) => (typeof value === 'string' ? maskIbans(value) : value)),
  };
}

/** Of the body, what is in no column. */
function detailsOf({ body }: AuditRecord): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !SHOWN.has(name)));
}
