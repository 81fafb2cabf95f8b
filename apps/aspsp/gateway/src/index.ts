export { type BehindProxyOptions, behindProxy } from './connection/behind-proxy.ts';
export type { ForwardedForm } from './connection/client-cert.ts';
export type { Connection, ConnectionCall, ConnectionReader } from './connection/connection.ts';
export { inProcess } from './connection/in-process.ts';
export type { TrustedPeers } from './connection/trusted-peers.ts';
export type { AttestationInput, ReviewInput, TppDirectory, TppEvidence } from './directory/directory.ts';
export { createTppDirectory } from './directory/directory.ts';
export { migrateGateway } from './directory/migrations.ts';
export type { TppFilter } from './directory/tpp.store.ts';
export type * from './directory/tpp.ts';
export { TppError, type TppErrorCode } from './directory/tpp-error.ts';
export { createForwardingApp, type ForwardingOptions } from './forwarding/forwarding-app.ts';
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export type { Delivery } from './incidents/delivery.ts';
export {
  createIncidents,
  type Incident,
  type IncidentReport,
  type Incidents,
  type IncidentsOptions,
  type ReportIncident,
} from './incidents/incidents.ts';
export { createReportSender, type ReportEndpoint, type ReportSender } from './incidents/report-sender.ts';
export { createKpiReader, type KpiDay, type KpiOfService, type KpiReader } from './kpi/kpi-reader.ts';
export { toListenLimits } from './limits/listen-limits.ts';
export type { Identified, Identify } from './proof/identify.ts';
export { type AskRegisterOptions, askRegister } from './register/ask-register.ts';
export { type ReadExtractOptions, readRegisterExtract } from './register/read-extract.ts';
export type { RegisterEntry, RegisterLookup } from './register/register.ts';
export { RegisterError } from './register/register-error.ts';
