import type { Certificate } from '../../certificate.ts';
import type { VerificationPolicy } from '../policy.ts';
import type { Heard } from './fresh-cache.ts';
import type { RevocationPolicy } from './options.ts';
import type { CertificateStatus } from './status.ts';

/** One of the two ways to learn what has become of a certificate. */
export interface Source {
  readonly by: 'ocsp' | 'crl';
  /** Whom the certificate says to ask. */
  listUrls(certificate: Certificate): readonly string[];
  /** At once, or undefined where it would have to be waited for. */
  peek(question: StatusQuestion): Heard<Said> | undefined;
  /** Never rejects. */
  get(question: StatusQuestion): Promise<Heard<Said>>;
  /** What was said of this certificate, or of all. */
  forget(fingerprint?: string): void;
}

export interface StatusQuestion {
  readonly url: string;
  readonly certificate: Certificate;
  /** Holds the key that signed the certificate. */
  readonly issuer: Certificate;
}

export interface Said {
  readonly status: CertificateStatus;
  readonly producedAt: Date;
}

export interface SourceSetting {
  readonly clock: () => Date;
  readonly entries: number;
  readonly verification: VerificationPolicy;
  readonly revocation: RevocationPolicy;
}
