import type { IssuingPolicy } from './profile.ts';

export interface Addresses {
  /** Of the public listener as others reach it, plain HTTP, without a slash at the end. */
  readonly publicUrl: string;
  /** Of the pages and the interface as others reach them, HTTPS. */
  readonly secureUrl: string;
}

/** Where certificates say that CRL, OCSP, issuer and policy are. They are printed, so that they never change. */
export function toIssuingPolicy({ publicUrl, secureUrl }: Addresses): IssuingPolicy {
  return {
    urls: {
      ocsp: `${publicUrl}/ocsp`,
      issuer: `${publicUrl}/ca/issuing/certificate`,
      crl: `${publicUrl}/ca/issuing/crl`,
      cps: `${publicUrl}/policy`,
    },
    disclosures: [{ url: `${secureUrl}/policy`, language: 'en' }],
    retentionYears: 10,
  };
}
