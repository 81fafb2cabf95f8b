import { type AuditQuery, type ConsentAudit, openConsentAudit } from '@openxs2a/consent';
import { type Call, createProgress, EXIT, type Io, UsageError } from '@openxs2a/generate';
import { openLogReader } from '@openxs2a/store/log';
import { parseDate } from '../files/parse-date.ts';
import { CSV_FORMAT, createTableFormat, type Format, JSON_FORMAT } from './formats.ts';
import { withDatabase } from './open-database.ts';
import { toRow } from './row.ts';
import { createTicker } from './ticker.ts';

/** Where the bank's apps log. */
const NAMESPACE = 'bank';
const PAGE = 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

export async function run(call: Call, io: Io): Promise<number> {
  const query = readQuery(call);
  const format = chooseFormat(call);
  const count = await withDatabase(call, async (database) => {
    const log = await openLogReader(database, { namespace: NAMESPACE });
    const audit = await openConsentAudit({ database, log });
    return print(audit, query, format, call, io);
  });
  if (count === 0) io.err('Nothing was recorded of that.\n');
  return EXIT.fine;
}

function readQuery(call: Call): AuditQuery {
  const [psuId, tppId] = [call.text('psu'), call.text('tpp')];
  if (psuId === undefined && tppId === undefined)
    throw new UsageError('Whose records: "--psu ID", "--tpp ID", or both for what they have with each other.');
  const [from, to] = [call.text('from'), call.text('to')];
  return {
    psuId,
    tppId,
    consentId: call.text('consent'),
    from: from === undefined ? undefined : parseDate(from, '--from'),
    to: to === undefined ? undefined : parseEnd(to),
    limit: PAGE,
  };
}

/** A day is counted in. */
function parseEnd(text: string): Date {
  const date = parseDate(text, '--to');
  return /[Tt ]/.test(text) ? date : new Date(date.getTime() + DAY_MS);
}

function chooseFormat(call: Call): Format {
  if (call.flag('json')) return JSON_FORMAT;
  switch (call.text('format')) {
    case 'json':
      return JSON_FORMAT;
    case 'csv':
      return CSV_FORMAT;
    default:
      return createTableFormat();
  }
}

/** Prints page after page, so that no export is too large; resolves to the number of entries. */
async function print({ read }: ConsentAudit, query: AuditQuery, format: Format, call: Call, io: Io): Promise<number> {
  const progress = createProgress(io, call.flag('json'));
  const tick = createTicker(io, progress);
  let count = 0;
  let after: number | undefined;
  io.out(format.begin);
  do {
    const { records, next } = await read({ ...query, after });
    // the line of the progress goes before a result is written to the same terminal
    progress.done();
    if (records.length > 0) io.out(format.page(records.map(toRow), count === 0));
    count += records.length;
    after = next;
    tick(() => `Reading, ${count} entries so far`);
  } while (after !== undefined);
  progress.done();
  io.out(format.end);
  return count;
}
