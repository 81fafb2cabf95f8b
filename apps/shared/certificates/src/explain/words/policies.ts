import { OIDS } from '../../oids.ts';

/** What the QCP of a qualified certificate fits (EN 319 411-2, 5.3). */
export interface QualifiedPolicy {
  readonly name: string;
  readonly shape: 'web' | 'seal' | 'signature';
  /** Whether the key is to be in a qualified device; undefined where the policy does not speak of one. */
  readonly isKeyInDevice?: boolean;
}

const QUALIFIED: ReadonlyMap<string, QualifiedPolicy> = new Map<string, QualifiedPolicy>([
  [OIDS.qcpNatural, { name: 'QCP-n', shape: 'signature', isKeyInDevice: false }],
  [OIDS.qcpLegal, { name: 'QCP-l', shape: 'seal', isKeyInDevice: false }],
  [OIDS.qcpNaturalQscd, { name: 'QCP-n-qscd', shape: 'signature', isKeyInDevice: true }],
  [OIDS.qcpLegalQscd, { name: 'QCP-l-qscd', shape: 'seal', isKeyInDevice: true }],
  [OIDS.qevcpWeb, { name: 'QEVCP-w', shape: 'web' }],
  [OIDS.qncpWeb, { name: 'QNCP-w', shape: 'web' }],
  [OIDS.qncpWebGen, { name: 'QNCP-w-gen', shape: 'web' }],
]);

export function findQualifiedPolicy(oid: string): QualifiedPolicy | undefined {
  return QUALIFIED.get(oid);
}

const WORDS: ReadonlyMap<string, string> = new Map([
  [OIDS.qcpNatural, 'QCP-n: qualified, for a natural person'],
  [OIDS.qcpLegal, 'QCP-l: qualified, for a legal person'],
  [OIDS.qcpNaturalQscd, 'QCP-n-qscd: qualified, for a natural person, key in a qualified device'],
  [OIDS.qcpLegalQscd, 'QCP-l-qscd: qualified, for a legal person, key in a qualified device'],
  [OIDS.qevcpWeb, 'QEVCP-w: qualified, for websites, with extended validation'],
  [OIDS.qncpWeb, 'QNCP-w: qualified, for websites'],
  [OIDS.qncpWebGen, 'QNCP-w-gen: qualified, for websites, not for browsers'],
  [OIDS.qcpWebPsd2, 'QCP-w-psd2: qualified, for websites of payment service providers'],
  [OIDS.ncp, 'NCP: normalised'],
  [OIDS.ncpPlus, 'NCP+: normalised, key in a device'],
  [OIDS.lcp, 'LCP: lightweight'],
  [OIDS.evcp, 'EVCP: for websites, with extended validation'],
  [OIDS.dvcp, 'DVCP: for websites, domain validated'],
  [OIDS.ovcp, 'OVCP: for websites, organisation validated'],
  [OIDS.cabfEv, 'extended validation (CA/Browser Forum)'],
  [OIDS.cabfOv, 'organisation validated (CA/Browser Forum)'],
  [OIDS.cabfDv, 'domain validated (CA/Browser Forum)'],
  [OIDS.anyPolicy, 'any policy'],
]);

export function describePolicy(oid: string): string {
  const words = WORDS.get(oid);
  return words === undefined ? `${oid}: the issuer's own` : `${words} (${oid})`;
}
