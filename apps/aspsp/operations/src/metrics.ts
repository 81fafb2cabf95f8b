import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * Everything that a process of the bank counts, in one registry of its own; what it has no part in stays empty. Labels have few
 * values: none is a client's word, and none names a person.
 */
export interface Metrics {
  readonly registry: Registry;
  /** Of the interface, and of what clients of OAuth call. */
  request(operation: string, status: number, seconds: number): void;
  refusal(reason: string): void;
  certificate(verdict: string): void;
  signature(verdict: string): void;
  limited(by: 'address' | 'tpp'): void;
  unsealed(why: 'no-request-id' | 'failed'): void;
  /** `route` is the pattern of an address, never an address. */
  page(route: string, status: number, seconds: number): void;
  /** `reason` where it is one of ours. */
  oauthRefusal(error: string, reason: string | undefined): void;
  /** What is in the audit log. */
  record(kind: string, result: string | undefined): void;
  renewal(outcome: 'renewed' | 'refused'): void;
  /** Until when a certificate of the bank is good, by the key of the configuration that it comes from. */
  certificateEnd(key: string, end: Date): void;
  fault(): void;
  connection(change: 1 | -1): void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, labelNames: readonly string[]) =>
    new Counter({ name: `openxs2a_${name}`, help, labelNames: [...labelNames], registers });
  const gauge = (name: string, help: string, labelNames: readonly string[]) =>
    new Gauge({ name: `openxs2a_${name}`, help, labelNames: [...labelNames], registers });
  const histogram = (name: string, help: string, labelNames: readonly string[]) =>
    new Histogram({ name: `openxs2a_${name}`, help, labelNames: [...labelNames], buckets: SECONDS, registers });

  const requests = counter('requests_total', 'Answers by operation and status.', ['operation', 'status']);
  const seconds = histogram('request_seconds', 'Time from the request to its answer, by operation.', ['operation']);
  const refusals = counter('refusals_total', 'Refusals by reason.', ['reason']);
  const certificates = counter('certificate_verdicts_total', 'Verdicts on QWACs.', ['verdict']);
  const signatures = counter('signature_verdicts_total', 'Verdicts on signatures of requests.', ['verdict']);
  const limits = counter('rate_limited_total', 'Requests that were too many, by what was counted.', ['by']);
  const unsealed = counter('unsealed_answers_total', 'Answers that could not be sealed.', ['why']);
  const pages = counter('page_requests_total', 'Answers of the pages by route and status.', ['route', 'status']);
  const pageSeconds = histogram('page_request_seconds', 'Time from the request of a page to its answer.', ['route']);
  const oauth = counter('oauth_refusals_total', 'Refusals of OAuth by error and reason.', ['error', 'reason']);
  const records = counter('records_total', 'Records of the audit log by kind and result.', ['kind', 'result']);
  const renewals = counter('renewals_total', 'Values of the configuration that were to be renewed.', ['outcome']);
  const faults = counter('faults_total', 'What nobody foresaw and became a 500.', []);
  const ends = gauge('certificate_end_seconds', 'When a certificate of the bank ends, in seconds since 1970.', ['key']);
  const connections = gauge('open_connections', 'Connections that have sent a request and are open.', []);
  return {
    registry,
    request(operation, status, duration) {
      requests.inc({ operation, status });
      seconds.observe({ operation }, duration);
    },
    refusal: (reason) => refusals.inc({ reason }),
    certificate: (verdict) => certificates.inc({ verdict }),
    signature: (verdict) => signatures.inc({ verdict }),
    limited: (by) => limits.inc({ by }),
    unsealed: (why) => unsealed.inc({ why }),
    page(route, status, duration) {
      pages.inc({ route, status });
      pageSeconds.observe({ route }, duration);
    },
    oauthRefusal: (error, reason = '') => oauth.inc({ error, reason }),
    record: (kind, result = '') => records.inc({ kind, result }),
    renewal: (outcome) => renewals.inc({ outcome }),
    certificateEnd: (key, end) => ends.set({ key }, end.getTime() / 1_000),
    fault: () => faults.inc(),
    connection: (change) => connections.inc(change),
  };
}
