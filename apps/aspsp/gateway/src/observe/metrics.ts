import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the gateway counts, in one registry of its own. Labels have few values: none is a client's word. */
export interface Metrics {
  readonly registry: Registry;
  request(operation: string, status: number, seconds: number): void;
  refusal(reason: string): void;
  certificate(verdict: string): void;
  signature(verdict: string): void;
  limited(by: 'address' | 'tpp'): void;
  unsealed(why: 'no-request-id' | 'failed'): void;
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

  const requests = counter('requests_total', 'Answers by operation and status.', ['operation', 'status']);
  const seconds = new Histogram({
    name: 'openxs2a_request_seconds',
    help: 'Time from the request to its answer, by operation.',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers,
  });
  const refusals = counter('refusals_total', 'Refusals by reason.', ['reason']);
  const certificates = counter('certificate_verdicts_total', 'Verdicts on QWACs.', ['verdict']);
  const signatures = counter('signature_verdicts_total', 'Verdicts on signatures of requests.', ['verdict']);
  const limits = counter('rate_limited_total', 'Requests that were too many, by what was counted.', ['by']);
  const unsealed = counter('unsealed_answers_total', 'Answers that could not be sealed.', ['why']);
  const faults = counter('faults_total', 'What nobody foresaw and became a 500.', []);
  const connections = new Gauge({
    name: 'openxs2a_open_connections',
    help: 'Connections that have sent a request and are open.',
    registers,
  });
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
    fault: () => faults.inc(),
    connection: (change) => connections.inc(change),
  };
}
