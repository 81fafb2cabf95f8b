import type { CertificateUse, PspRole } from '@openxs2a/certificates';

/** The bank's own people, and what they see and do. Whatever keeps it is handed in: this part knows no other. */
export interface OperatorOptions {
  /** Names of those who may log in, read at each request; each has a password, set by `enrolOperator`. */
  readonly names: readonly string[];
  readonly tpps: TppDirectory;
  readonly incidents: Incidents;
  readonly kpi: KpiReader;
}

/** What the bank knows of the TPPs that have called, and what it decides about them. Acts reject with errors that have a `code`. */
export interface TppDirectory {
  find(tppId: string): Promise<TppEvidence | undefined>;
  list(filter: TppFilter): Promise<readonly Tpp[]>;
  block(tppId: string, reason: string, by: string): Promise<Tpp>;
  unblock(tppId: string, reason: string, by: string): Promise<Tpp>;
  attest(tppId: string, attestation: { statement: string; by: string; validUntil?: string }): Promise<Tpp>;
  review(tppId: string, review: { note: string; by: string; next: string }): Promise<Tpp>;
}

export interface TppFilter {
  readonly status?: 'active' | 'blocked' | undefined;
  readonly reviewBy?: string | undefined;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** Times are ISO 8601 in UTC. */
export interface Tpp {
  readonly tppId: string;
  readonly legalName?: string;
  readonly roles: readonly PspRole[];
  readonly nca?: { readonly id: string; readonly name: string };
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  readonly status: 'active' | 'blocked';
  readonly decision?: { readonly reason: string; readonly by: string; readonly at: string };
  readonly register?: { readonly at: string; readonly result: string };
  readonly attestation?: {
    readonly statement: string;
    readonly by: string;
    readonly at: string;
    readonly validUntil?: string;
  };
  readonly review?: { readonly note: string; readonly by: string; readonly at: string };
  readonly nextReview?: string;
}

export interface TppEvidence extends Tpp {
  readonly certificates: readonly {
    readonly use: CertificateUse;
    readonly fingerprint: string;
    readonly serialNumber: string;
    readonly issuer: string;
    readonly notAfter: string;
    readonly roles: readonly PspRole[];
    readonly firstSeen: string;
    readonly lastSeen: string;
    readonly revocation: { readonly by: string; readonly at?: string };
    readonly revoked?: { readonly since: string; readonly reason: string };
  }[];
}

/** What a TPP is blocked for and its authority told of. */
export interface Incident {
  readonly incidentId: string;
  readonly tppId: string;
  readonly ncaId: string;
  readonly category: string;
  readonly description: string;
  readonly by: string;
  readonly at: string;
  /** What goes to the authority: plain JSON, with the evidence that the bank has. */
  readonly report: object;
  readonly delivery: Delivery;
}

/** How far a report has come to its authority; `by-hand` where nothing sends it, `unsent` where nothing has sent it yet. */
export type Delivery =
  | { readonly state: 'by-hand' | 'unsent' }
  | { readonly state: 'waiting'; readonly attempts: number; readonly dueAt: string; readonly lastError?: string }
  | { readonly state: 'sent'; readonly attempts: number; readonly at: string }
  | { readonly state: 'failed'; readonly attempts: number; readonly at: string; readonly lastError: string };

export interface Incidents {
  /** The block, the report with its evidence and the record of both, all as one. */
  report(incident: { tppId: string; category: string; description: string; by: string }): Promise<Incident>;
  find(incidentId: string): Promise<Incident | undefined>;
  /** The newest first. */
  list(limit: number): Promise<readonly Incident[]>;
  /** Has a report sent that was not, or at once what waits. */
  sendAgain(incidentId: string, by: string): Promise<void>;
}

/** How the dedicated interface was on one day, in the bank's time zone (EBA/GL/2018/07). */
export interface KpiDay {
  /** ISO date. */
  readonly day: string;
  /** Percent of the minutes that are over: together 100. */
  readonly uptime: number;
  readonly downtime: number;
  readonly services: readonly KpiOfService[];
}

export interface KpiOfService {
  readonly service: 'AIS' | 'PIS' | 'PIIS';
  readonly requests: number;
  /** Those that failed by our fault: 5xx. */
  readonly faults: number;
  /** Of all requests, in milliseconds; 0 where there were none. */
  readonly averageMilliseconds: number;
}

export interface KpiReader {
  /** Both days belong to the period; days of which nothing is kept are left out. */
  days(from: string, to: string): Promise<readonly KpiDay[]>;
}
