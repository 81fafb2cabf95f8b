import { findJobs, type GenerateReport, generate, renderNotices } from '@openxs2a/generate';

/** A document has errors; the message lists them. */
export class SpecificationError extends Error {
  readonly code = 'ERR_SPECIFICATION';
}

/**
 * Generates from every specification of the folder what is not up to date, and tells of each as it is done. Throws
 * SpecificationError for a document with errors, whose output stays as it was.
 */
export async function generateStale(
  folder: string,
  onReport: (report: GenerateReport) => void,
): Promise<readonly GenerateReport[]> {
  const reports: GenerateReport[] = [];
  for (const job of await findJobs(folder)) {
    const report = await generate(job);
    if (report.status === 'failed') throw new SpecificationError(renderNotices(report.diagnostics).trimEnd());
    onReport(report);
    reports.push(report);
  }
  return reports;
}

export const totalOf = ({ total }: GenerateReport) => total;
