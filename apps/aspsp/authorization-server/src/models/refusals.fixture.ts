/** What refusals are told as. */
export const CREDENTIALS = '401 PSU_CREDENTIALS_INVALID';
export const CONFLICT = '409 STATUS_INVALID';
export const NOT_HERE = '405 SERVICE_INVALID';
export const NO_METHOD = '400 SCA_METHOD_UNKNOWN';
export const UNKNOWN = '403 CONSENT_UNKNOWN';
