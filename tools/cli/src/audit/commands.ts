import { type Command, EXIT, type Option } from '@openxs2a/generate';

const database: Option = {
  type: 'text',
  value: 'WHERE',
  summary: 'The file of SQLite, or the postgresql:// URL; its password may be in PGPASSWORD. It is only read.',
};
const namespace: Option = { type: 'text', value: 'NAME', summary: 'Which log it is.', default: 'bank' };
const verifying: Readonly<Record<string, Option>> = {
  database,
  namespace,
  anchor: {
    type: 'texts',
    value: 'FILE',
    summary: 'Heads that "audit heads" printed before and that were kept elsewhere: the log has to have passed them.',
  },
  'seal-key': {
    type: 'text',
    value: 'FILE',
    summary: 'The public key (PEM) that signs the seals of this log: every seal has to have its signature.',
  },
};

const auditVerifyCommand: Command = {
  name: 'audit verify',
  summary: 'Say whether what was logged was changed, of each node up to the first fault.',
  details: [
    'Every entry and every seal is hashed anew. Without an anchor or a key of the seals, somebody who made a whole chain anew',
    'or cut off its end is not noticed. Entries of the last second may wait for their seal; they are counted.',
  ],
  arguments: [],
  options: verifying,
  exits: [
    [EXIT.fine, 'All is as it was sealed.'],
    [EXIT.findings, 'A chain is broken, or has not passed an anchor.'],
    [EXIT.unusable, 'The database, an anchor or the key cannot be read, or the call is wrong.'],
  ],
  examples: [
    'audit verify --database bank.db',
    'audit verify --database postgresql://auditor@db/bank --anchor heads.json',
    'audit verify --database ca.db --namespace ca --seal-key log.pem --json',
  ],
  run: async (call, io) => (await import('./verify.ts')).run(call, io),
};

const auditHeadsCommand: Command = {
  name: 'audit heads',
  summary: 'Verify a log and print its heads, to be kept elsewhere and given as --anchor later.',
  arguments: [],
  options: verifying,
  exits: [
    [EXIT.findings, 'The log is broken, and nothing is printed that could be kept.'],
    [EXIT.unusable, 'The database, an anchor or the key cannot be read, or the call is wrong.'],
  ],
  examples: [
    'audit heads --database bank.db > heads.json',
    'audit heads --database bank.db --anchor heads.json > newer-heads.json',
  ],
  run: async (call, io) => (await import('./heads.ts')).run(call, io),
};

const auditExportCommand: Command = {
  name: 'audit export',
  summary: 'Print all that was recorded about the consents and accesses of a PSU, a TPP, or both with each other.',
  details: [
    'Who, for whom, by which consent, what, when, with which result and in which request, oldest first.',
    'IBANs are covered. Whether the log was changed is what "audit verify" says.',
  ],
  arguments: [],
  options: {
    database,
    psu: { type: 'text', value: 'ID', summary: 'The PSU, by the id that the bank has for it.' },
    tpp: { type: 'text', value: 'ID', summary: 'The TPP, by its organizationIdentifier: PSDDE-BAFIN-123456.' },
    consent: { type: 'text', value: 'ID', summary: 'Of their consents only this one.' },
    from: { type: 'text', value: 'DATE', summary: 'Not before this day or time (UTC): 2026-03-31.' },
    to: { type: 'text', value: 'DATE', summary: 'Until the end of this day, or before this time.' },
    format: {
      type: 'text',
      value: 'FORMAT',
      summary: 'For people, for spreadsheets, or for programs as --json.',
      choices: ['table', 'csv', 'json'],
      default: 'table',
    },
  },
  exits: [
    [EXIT.fine, 'All was printed, also where it is nothing.'],
    [EXIT.findings, 'Does not occur.'],
    [EXIT.unusable, 'The database cannot be read, or the call is wrong.'],
  ],
  examples: [
    'audit export --database bank.db --psu maria --tpp PSDDE-BAFIN-123456',
    'audit export --database bank.db --psu maria --format csv > maria.csv',
    'audit export --database bank.db --tpp PSDDE-BAFIN-123456 --from 2026-03-01 --to 2026-03-31 --json',
  ],
  run: async (call, io) => (await import('./export.ts')).run(call, io),
};

export const auditCommands: readonly Command[] = [auditVerifyCommand, auditHeadsCommand, auditExportCommand];
