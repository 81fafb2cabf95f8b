export { createOperations } from './client/call.ts';
export type { OperationCall, PresetNames, Received, Reply, UndeclaredResult } from './client/call-types.ts';
export { ClientError, type ClientErrorCode } from './client/errors.ts';
export type {
  CallOptions,
  ClientOptions,
  FetchedResponse,
  HeaderPreset,
  HeaderPresets,
  HeaderValue,
  SecurityAlternatives,
  SignableRequest,
  WireInit,
} from './client/options.ts';
export type { Transport } from './client/send.ts';
