import type { Transaction } from '@openxs2a/store';
import type { CertificateState } from '../domain/certificate.ts';

/** What is put on record. None of it is secret: neither bodies nor values of headers, but for the X-Request-ID. */
export type Use =
  | {
      readonly kind: 'message-signed';
      readonly body: {
        readonly profile: string;
        readonly method: string;
        readonly host: string;
        readonly path: string;
        readonly digest: string;
        readonly xRequestId?: string;
        readonly certificate: string;
      };
    }
  | { readonly kind: 'key-created' | 'key-destroyed'; readonly body: { readonly keyName: string } }
  | {
      readonly kind: 'certificates-ordered' | 'order-refused' | 'order-cancelled';
      readonly body: { readonly orderId: string; readonly reasons?: readonly string[] };
    }
  | {
      readonly kind: 'certificate-installed' | 'certificate-activated' | 'certificate-revoked';
      readonly body: {
        readonly certificate: string;
        readonly state?: CertificateState;
        readonly orderId?: string;
        readonly reason?: string;
      };
    };

export type UseKind = Use['kind'];

/** Who causes what the server does by itself. */
export const MAINTENANCE = 'maintenance';

/** A use as it is on record. */
export interface RecordedUse {
  /** Later ones have greater ones. */
  readonly id: number;
  readonly recordedAt: Date;
  readonly kind: UseKind;
  readonly client: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface UseQuery {
  readonly kind?: UseKind | undefined;
  readonly client?: string | undefined;
  /** Those with a greater id. */
  readonly after?: number | undefined;
  readonly limit: number;
}

export interface UsesVerdict {
  readonly intact: boolean;
  readonly entries: number;
  readonly unsealed: number;
  readonly fault?: string;
}

/** The record of what happened, in an order that nobody can change afterwards. */
export interface Uses {
  /** In the transaction that makes it happen. */
  record(trx: Transaction, client: string, use: Use): Promise<void>;
  /** A page, and what `after` is for the next one. */
  read(query: UseQuery): Promise<{ readonly items: readonly RecordedUse[]; readonly next: number | undefined }>;
  verify(): Promise<UsesVerdict>;
}
