import { ServiceError } from '@openxs2a/service';

export type InitialisationErrorCode =
  | 'ERR_ISSUING_KEY_MISSING'
  | 'ERR_ISSUING_KEY_FOREIGN'
  | 'ERR_INITIALISED_AT_ONCE'
  | 'ERR_NOT_INITIALISED'
  | 'ERR_ROOT_NOT_APART'
  | 'ERR_NCA_UNKNOWN'
  | 'ERR_TLS_HALF_GIVEN';

/** Why a certificate authority cannot be set up or started as it lies there, in words for whoever runs it. */
export class InitialisationError extends ServiceError<InitialisationErrorCode> {
  override readonly name = 'InitialisationError';
}
