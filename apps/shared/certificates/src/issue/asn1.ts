import { ObjectIdentifier } from 'asn1js';

/** Refuses what is no object identifier, and what asn1js writes as nothing: it cannot count every arc beyond 2 ** 49. */
export function checkOid(oid: string): string {
  if (OID.test(oid) && new ObjectIdentifier({ value: oid }).valueBlock.toBER().byteLength > 0) return oid;
  throw new TypeError(`"${oid}" is no object identifier`);
}

const OID = /^([01]\.[1-3]?\d|2\.(0|[1-9]\d*))(\.(0|[1-9]\d*))*$/;

/** Refuses what is no whole number; asn1js would write another one. */
export function checkInteger(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new TypeError(`"${value}" is no integer`);
}
