export type ServiceErrorCode =
  | 'ERR_CONFIG_INVALID'
  | 'ERR_PORT_TAKEN'
  | 'ERR_PORT_FORBIDDEN'
  | 'ERR_ADDRESS_UNAVAILABLE'
  | 'ERR_TLS_UNUSABLE';

/** Why a service does not start, in words for whoever runs it: what is wrong, and what mends it. Holds no secret. */
export class ServiceError extends Error {
  override readonly name: string = 'ServiceError';
  readonly code: ServiceErrorCode;

  constructor(code: ServiceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
