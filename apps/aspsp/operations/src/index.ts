export { countOAuth } from './count-oauth.ts';
export { countRecords } from './count-records.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { createOperationsApp, type OperationsOptions } from './operations-app.ts';
