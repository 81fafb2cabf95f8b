import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { WayBack } from '@openxs2a/oauth';

/**
 * What is given out for an authorisation, made from its id and a key: nobody without the key can make it, and nothing of it
 * is kept. 128 bits each.
 */
export interface RoadSecrets {
  /** For `scaRedirect`; or for OAuth, with where the browser then goes back to. */
  ticketFor(authorisationId: string, wayBack?: WayBack): string;
  /** Which authorisation a ticket is for; undefined where it is none of ours. */
  readTicket(ticket: string): Ticket | undefined;
  confirmationCodeFor(authorisationId: string): string;
  isConfirmationCode(authorisationId: string, code: string): boolean;
  /** For the browser in which the PSU authorised, on its way back to OAuth. */
  returnProofFor(authorisationId: string): string;
  isReturnProof(authorisationId: string, proof: string): boolean;
}

export interface Ticket {
  readonly authorisationId: string;
  readonly wayBack: WayBack | undefined;
}

const ID_BYTES = 16;
const MAC_BYTES = 16;

/** `key` is that of authentication; what is made of it here says nothing about what is made of it elsewhere. */
export function createRoadSecrets(key: Uint8Array): RoadSecrets {
  // a key once and for all: Node takes five times as long where it makes one of the same bytes for each MAC
  const own = createSecretKey(new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), 'authorisations', 32)));
  const mac = (purpose: string, ...content: readonly string[]) =>
    createHmac('sha256', own)
      .update(JSON.stringify([purpose, ...content]))
      .digest()
      .subarray(0, MAC_BYTES);
  const confirmationCodeFor = (authorisationId: string) =>
    mac('confirmation code', authorisationId).toString('base64url');
  const returnProofFor = (authorisationId: string) => mac('return proof', authorisationId).toString('base64url');
  return {
    ticketFor(authorisationId, wayBack) {
      const way = wayBack === undefined ? '' : JSON.stringify(wayBack);
      const made = mac('ticket', authorisationId, way);
      return Buffer.concat([toBytes(authorisationId), Buffer.from(way), made]).toString('base64url');
    },
    readTicket(ticket) {
      const bytes = Buffer.from(ticket, 'base64url');
      if (bytes.length < ID_BYTES + MAC_BYTES || bytes.toString('base64url') !== ticket) return undefined;
      const authorisationId = toUuid(bytes.subarray(0, ID_BYTES));
      const way = bytes.subarray(ID_BYTES, -MAC_BYTES).toString();
      if (!timingSafeEqual(bytes.subarray(-MAC_BYTES), mac('ticket', authorisationId, way))) return undefined;
      // nobody but `ticketFor` can have made it
      return { authorisationId, wayBack: way === '' ? undefined : (JSON.parse(way) as WayBack) };
    },
    confirmationCodeFor,
    isConfirmationCode: (authorisationId, code) => isSame(confirmationCodeFor(authorisationId), code),
    returnProofFor,
    isReturnProof: (authorisationId, proof) => isSame(returnProofFor(authorisationId), proof),
  };
}

function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

const toBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function toUuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
