import { type Caller, type CallerOf, nameCaller } from '../domain/caller.ts';
import { hashOf } from '../domain/hash.ts';
import { done, failed, type Outcome, refused } from '../domain/outcome.ts';
import { refuse } from '../domain/refusal.ts';
import type { Evidence, MisuseCategory, Report } from '../domain/report.ts';
import { findCertificate } from '../store/certificates.ts';
import { findRegistration } from '../store/registrations.ts';
import { findReport, findReportOfRequest, insertReport, listReports, type ReportFilter } from '../store/reports.ts';
import { isPublic } from './find-certificate.ts';
import type { Qtsp } from './qtsp.ts';

export interface MisuseInput {
  readonly requestId: string;
  readonly serialNumber: string;
  readonly category: MisuseCategory;
  readonly description: string;
  readonly evidence: readonly Evidence[];
}

/** Puts a bank's report into the inbox of the authority that supervises the holder of the certificate. */
export function reportMisuse(
  { database, journal, clock, random }: Qtsp,
  caller: CallerOf<'party'>,
  { requestId, serialNumber, category, description, evidence }: MisuseInput,
): Promise<Outcome<Report, 'request-id-reused' | 'request-refused'>> {
  const { organizationIdentifier: reporter } = caller;
  const bodyHash = hashOf(Buffer.from(JSON.stringify([serialNumber, category, description, evidence])));
  const reportId = random.uuid();
  return database.transaction(async (trx) => {
    const before = await findReportOfRequest(trx, reporter, requestId);
    if (before !== undefined && before.body_hash !== bodyHash) return failed('request-id-reused');
    const known = before && (await findReport(trx, before.report_id));
    if (known !== undefined) return done(known);
    const certificate = await findCertificate(trx, serialNumber);
    const accused = certificate && isPublic(certificate) ? certificate.party?.organizationIdentifier : undefined;
    const registration = accused === undefined ? undefined : await findRegistration(trx, accused);
    if (registration === undefined)
      return refused([
        refuse('certificate-unknown', `No party has the certificate ${serialNumber} of this authority.`),
      ]);
    const { organizationIdentifier, ncaId } = registration;
    const about = { serialNumber, organizationIdentifier, ncaId, category };
    const report: Report = {
      reportId,
      status: 'received',
      reporter,
      description,
      evidence,
      receivedAt: clock(),
      ...about,
    };
    await insertReport(trx, report, { requestId, bodyHash });
    const body = {
      reportId,
      serialNumber,
      ncaId,
      category,
      evidence: evidence.map(({ content }) => hashOf(Buffer.from(content, 'base64'))),
    };
    await journal.append(trx, {
      kind: 'misuse-reported',
      actor: nameCaller(caller),
      subject: organizationIdentifier,
      body,
    });
    return done(report);
  });
}

/** The caller's side of a report: the bank that made it, the authority that decides, the operator; others see none. */
export async function findReportFor({ database }: Qtsp, caller: Caller, reportId: string): Promise<Report | undefined> {
  const report = await findReport(database, reportId);
  return report !== undefined && isConcerned(caller, report) ? report : undefined;
}

function isConcerned(caller: Caller, report: Report): boolean {
  if (caller.kind === 'operator') return true;
  if (caller.kind === 'nca') return caller.ncaId === report.ncaId;
  return caller.kind === 'party' && caller.organizationIdentifier === report.reporter;
}

export function listReportsFor(
  { database }: Qtsp,
  caller: CallerOf<'operator' | 'nca' | 'party'>,
  filter: Pick<ReportFilter, 'status'>,
  page: { readonly limit: number; readonly after?: string },
): Promise<readonly Report[]> {
  const scope =
    caller.kind === 'operator'
      ? {}
      : caller.kind === 'nca'
        ? { ncaId: caller.ncaId }
        : { reporter: caller.organizationIdentifier };
  return listReports(database, { ...filter, ...scope }, page);
}
