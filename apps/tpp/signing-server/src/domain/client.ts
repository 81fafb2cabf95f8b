import { createHash, X509Certificate } from 'node:crypto';

export type Right = 'sign' | 'manage' | 'read';

/** A program of the TPP that may call. */
export interface Client {
  readonly name: string;
  /** SHA-256 of the DER of its certificate, lower-case hex. */
  readonly fingerprint: string;
  readonly rights: readonly Right[];
}

export type ClientVerdict =
  | { readonly accepted: true; readonly client: Client }
  | {
      readonly accepted: false;
      readonly reason: 'client-certificate-missing' | 'client-unknown' | 'client-certificate-expired';
    };

/**
 * Who it is that showed this certificate in the TLS handshake, and with that proved to have its key. It is pinned, so
 * nothing of it counts but that it is this one, and its dates.
 */
export function identifyClient(clients: readonly Client[], der: Uint8Array | undefined, now: Date): ClientVerdict {
  if (der === undefined) return { accepted: false, reason: 'client-certificate-missing' };
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const client = clients.find((each) => each.fingerprint === fingerprint);
  if (client === undefined) return { accepted: false, reason: 'client-unknown' };
  const { validFromDate, validToDate } = new X509Certificate(der);
  if (now < validFromDate || now > validToDate) return { accepted: false, reason: 'client-certificate-expired' };
  return { accepted: true, client };
}
