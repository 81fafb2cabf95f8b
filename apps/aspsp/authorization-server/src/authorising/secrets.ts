import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/**
 * What is given out for an authorisation, made from its id and a key: nobody without the key can make it, and nothing of it
 * is kept. 128 bits each.
 */
export interface RoadSecrets {
  /** For `scaRedirect`. */
  ticketFor(authorisationId: string): string;
  /** Which authorisation a ticket is for; undefined where it is none of ours. */
  readTicket(ticket: string): string | undefined;
  confirmationCodeFor(authorisationId: string): string;
  isConfirmationCode(authorisationId: string, code: string): boolean;
  /** For the browser in which the PSU authorised, on its way back to OAuth. */
  returnProofFor(authorisationId: string): string;
  isReturnProof(authorisationId: string, proof: string): boolean;
}

const ID_BYTES = 16;
const MAC_BYTES = 16;

/** `key` is that of authentication; what is made of it here says nothing about what is made of it elsewhere. */
export function createRoadSecrets(key: Uint8Array): RoadSecrets {
  const own = new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), 'authorisations', 32));
  const mac = (purpose: string, authorisationId: string) =>
    createHmac('sha256', own)
      .update(JSON.stringify([purpose, authorisationId]))
      .digest()
      .subarray(0, MAC_BYTES);
  const confirmationCodeFor = (authorisationId: string) =>
    mac('confirmation code', authorisationId).toString('base64url');
  const returnProofFor = (authorisationId: string) => mac('return proof', authorisationId).toString('base64url');
  return {
    ticketFor: (authorisationId) =>
      Buffer.concat([toBytes(authorisationId), mac('ticket', authorisationId)]).toString('base64url'),
    readTicket(ticket) {
      const bytes = Buffer.from(ticket, 'base64url');
      if (bytes.length !== ID_BYTES + MAC_BYTES || bytes.toString('base64url') !== ticket) return undefined;
      const authorisationId = toUuid(bytes.subarray(0, ID_BYTES));
      return timingSafeEqual(bytes.subarray(ID_BYTES), mac('ticket', authorisationId)) ? authorisationId : undefined;
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
