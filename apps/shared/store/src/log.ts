export type { Digest } from './log/chain.ts';
export type { Json, LogEntry } from './log/entry.ts';
export { createEventLog, type EventLog, type EventLogOptions } from './log/event-log.ts';
export type { LogFilter, LogPage, LogRecord } from './log/read.ts';
export type { Repeat } from './log/repeat.ts';
export { type CheckSeal, createMacKey, type SealKey } from './log/seal-key.ts';
export type { LogHead } from './log/sealing.ts';
export type { LogEvidence, LogVerdict } from './log/verify.ts';
export type { LogFault, LogPlace } from './log/verify-chain.ts';
