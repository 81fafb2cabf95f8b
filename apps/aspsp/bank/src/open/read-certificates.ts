import { type Certificate, CertificateError, readCertificates } from '@openxs2a/certificates';
import { BankError } from '../bank-error.ts';

/** Certificates of the configuration. Throws BankError that names the key. */
export function readConfigured(name: string, pem: string): readonly Certificate[] {
  try {
    return readCertificates(pem);
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new BankError('ERR_BANK_CERTIFICATE', `${name} cannot be read: ${error.message}`, { cause: error });
  }
}
