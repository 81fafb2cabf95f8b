import { type Posted, postJson } from '@openxs2a/service';
import type { IncidentReport } from './incidents.ts';

/** Where an authority takes reports. */
export interface ReportEndpoint {
  readonly url: string;
  /** What it knows the bank by. */
  readonly token?: string | undefined;
}

/** Takes reports to authorities. */
export interface ReportSender {
  /** Whether there is an address of this authority: `DE-BAFIN`. */
  reaches(ncaId: string): boolean;
  /** The same report may be sent twice, where its first answer was lost: authorities tell by its id. */
  send(report: IncidentReport): Promise<Posted>;
}

export interface ReportSenderOptions {
  /** By the id of the authority. */
  readonly endpoints: ReadonlyMap<string, ReportEndpoint>;
  readonly fetch: typeof fetch;
  /** Milliseconds. Default: 5 s. */
  readonly timeout?: number;
}

/** Posts reports as JSON; `Idempotency-Key` is the id of the incident, which is in the report, too. */
export function createReportSender({ endpoints, fetch, timeout = 5_000 }: ReportSenderOptions): ReportSender {
  return {
    reaches: (ncaId) => endpoints.has(ncaId),
    async send(report) {
      const endpoint = endpoints.get(report.ncaId);
      if (endpoint === undefined) return { isTaken: false, mayBeRepeated: false, why: 'there is no address of it' };
      const headers = { 'Idempotency-Key': report.incidentId };
      return postJson({ ...endpoint, headers, body: JSON.stringify(report), fetch, timeout });
    },
  };
}
