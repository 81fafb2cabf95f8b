export type ServiceErrorCode =
  | 'ERR_CONFIG_INVALID'
  | 'ERR_PORT_TAKEN'
  | 'ERR_PORT_FORBIDDEN'
  | 'ERR_ADDRESS_UNAVAILABLE'
  | 'ERR_TLS_UNUSABLE';

/**
 * What keeps a service from working and people can mend: the message says in words what is wrong and what mends it, and
 * holds no secret. `runService` prints it without a stack.
 */
export class ServiceError<Code extends string = ServiceErrorCode> extends Error {
  override readonly name: string = 'ServiceError';
  readonly code: Code;

  constructor(code: Code, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
