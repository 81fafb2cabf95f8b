import { OIDS } from '../../oids.ts';

export interface Role {
  /** As it must stand beside the OID (TS 119 495, GEN-5.2.2-3). */
  readonly name: string;
  readonly words: string;
}

/** TS 119 495 V1.8.1, 5.2.2: four of PSD2, two since then, two of the instant payments regulation, and none at all. */
const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  [OIDS.pspUnspecified, { name: 'Unspecified', words: 'no role is stated' }],
  [OIDS.pspAs, { name: 'PSP_AS', words: 'account servicing: keeps accounts (a bank, for instance)' }],
  [OIDS.pspPi, { name: 'PSP_PI', words: 'payment initiation: may initiate payments' }],
  [OIDS.pspAi, { name: 'PSP_AI', words: 'account information: may read accounts' }],
  [OIDS.pspIc, { name: 'PSP_IC', words: 'card-based payments: issues cards, may ask for confirmation of funds' }],
  [OIDS.pspCb, { name: 'PSP_CB', words: 'international central bank' }],
  [OIDS.pspPa, { name: 'PSP_PA', words: 'international public authority' }],
  [OIDS.vopRs, { name: 'VOP_RS', words: 'verification of payee: service that asks and answers for others' }],
  [OIDS.vopVs, { name: 'VOP_VS', words: 'verification of payee: service of verification' }],
]);

export function findRole(oid: string): Role | undefined {
  return ROLES.get(oid);
}

/** Those whose authority is `NA`: nobody supervises them (TS 119 495, GEN-5.2.3-1A and GEN-5.2.3-5). */
export function isWithoutAuthority(oid: string): boolean {
  return oid === OIDS.pspCb || oid === OIDS.pspPa;
}
