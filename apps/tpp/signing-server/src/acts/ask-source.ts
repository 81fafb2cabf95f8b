import type { Order } from '../domain/order.ts';
import type { SourceAnswer } from './certificate-source.ts';
import type { SigningServer } from './server.ts';

/** Hands an order to the QTSP, under its own id and with the signing requests that are on record. */
export async function askSource(
  { source }: SigningServer,
  { id, wish, sealRequest }: Order,
  enrolmentSecret: string | undefined,
): Promise<SourceAnswer> {
  if (source === undefined) return { kind: 'unavailable', detail: 'no QTSP is configured' };
  if (wish.action === 'renew') {
    const csr = sealRequest ?? wish.qwacRequest;
    if (csr === undefined) throw new TypeError('a renewal has one signing request');
    return source.renew(id, { serialNumber: wish.serialNumber, csr });
  }
  const { roles, countries, qwacRequest } = wish;
  const certificates = [
    ...(qwacRequest === undefined ? [] : [{ kind: 'qwac', csr: qwacRequest } as const]),
    ...(sealRequest === undefined ? [] : [{ kind: 'qsealc', csr: sealRequest } as const]),
  ];
  return source.request(id, { certificates, roles, countries, enrolmentSecret });
}
