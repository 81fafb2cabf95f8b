import type { WireChoices } from './choices.ts';
import type { WireRow } from './codes.ts';

/** Rows that many reasons share. */
export const CERTIFICATE_INVALID: WireRow = {
  every: [401, 'CERTIFICATE_INVALID'],
  text: 'The certificate is not accepted.',
};

export const SIGNATURE_INVALID: WireRow = {
  every: [401, 'SIGNATURE_INVALID'],
  text: 'The signature does not hold for this request.',
};

export const CONSENT_INVALID: WireRow = { every: [401, 'CONSENT_INVALID'], text: 'The consent is not valid.' };

/** Whatever leads to it, a bank has one status for this code. */
export const consentExpired = (choices: WireChoices, text = 'The consent has expired.'): WireRow => ({
  every: choices.consentExpired === 403 ? [403, 'CONSENT_EXPIRED'] : [401, 'CONSENT_EXPIRED'],
  text,
});

/** A code only for AIS; elsewhere the status says it all. */
export const ACCESS_EXCEEDED: WireRow = {
  every: [429],
  only: { AIS: [429, 'ACCESS_EXCEEDED'] },
  text: 'The consent was used as often as it may be.',
};

/** As with 429. */
export const NOT_ACCEPTABLE: WireRow = {
  every: [406],
  only: { AIS: [406, 'REQUESTED_FORMATS_INVALID'] },
  text: 'No format that the client accepts is offered.',
};

export const UNAVAILABLE: WireRow = { every: [503], text: 'The bank cannot answer at the moment.' };

export const FAILED: WireRow = { every: [500], text: 'The bank could not answer.' };

export const formatError = (text: string): WireRow => ({ every: [400, 'FORMAT_ERROR'], text });

export const statusInvalid = (text: string): WireRow => ({ every: [409, 'STATUS_INVALID'], text });

/** Whichever factor was wrong, and whether there is such a PSU: not told apart (RTS, Article 4(3)(a)). */
export const CREDENTIALS_INVALID: WireRow = {
  every: [401, 'PSU_CREDENTIALS_INVALID'],
  text: 'The PSU could not be authenticated.',
};

export const METHOD_UNKNOWN: WireRow = {
  every: [400, 'SCA_METHOD_UNKNOWN'],
  text: 'The PSU has no such authentication method.',
};
