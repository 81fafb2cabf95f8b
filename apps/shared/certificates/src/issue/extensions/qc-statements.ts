import type { Psd2Statement, PspRole, QualifiedStatements } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { integer, objectIdentifier, sequence } from '../der.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { ia5String, printableString, utf8String } from '../text.ts';

/** The statements to make; what is left out is not stated. Words are those of `QualifiedStatements`. */
export interface QcStatementsTemplate
  extends Partial<
    Pick<
      QualifiedStatements,
      'isQualified' | 'isKeyInDevice' | 'types' | 'disclosures' | 'retentionYears' | 'legislation'
    >
  > {
  /** QcLimitValue, EN 319 412-5 4.3.2: amount times ten to the exponent; ISO 4217 in three letters. */
  readonly limit?: { readonly currency: string; readonly amount: number; readonly exponent: number };
  /** id-qcs-pkixQCSyntax-v2 (RFC 3739, 3.2.6.1): an OID that says how identifiers in the subject read. */
  readonly semantics?: string;
  readonly psd2?: Psd2Statement;
}

/** The extension of RFC 3739, 3.2.6, never critical (EN 319 412-5, 4.1). */
export function qcStatements(template: QcStatementsTemplate): ExtensionTemplate {
  return { oid: OIDS.qcStatements, critical: false, value: sequence(...encodeStatements(template)) };
}

function encodeStatements(template: QcStatementsTemplate): readonly Uint8Array[] {
  const { isQualified, isKeyInDevice, types, disclosures, retentionYears, legislation, limit, semantics, psd2 } =
    template;
  const statements: Uint8Array[] = [];
  const state = (oid: string, ...content: readonly Uint8Array[]): void => {
    statements.push(sequence(objectIdentifier(oid), ...content));
  };
  if (isQualified) state(OIDS.qcCompliance);
  if (isKeyInDevice) state(OIDS.qcSscd);
  if (types !== undefined) state(OIDS.qcType, sequence(...types.map(objectIdentifier)));
  if (limit !== undefined) state(OIDS.qcLimitValue, encodeMonetaryValue(limit));
  if (retentionYears !== undefined) state(OIDS.qcRetentionPeriod, integer(retentionYears));
  if (disclosures !== undefined) state(OIDS.qcPds, sequence(...disclosures.map(encodeDisclosure)));
  if (legislation !== undefined) state(OIDS.qcCClegislation, sequence(...legislation.map(printableString)));
  if (semantics !== undefined) state(OIDS.qcSyntaxV2, sequence(objectIdentifier(semantics)));
  if (psd2 !== undefined) state(OIDS.psd2Statement, encodePsd2(psd2));
  return statements;
}

function encodeMonetaryValue({ currency, amount, exponent }: NonNullable<QcStatementsTemplate['limit']>): Uint8Array {
  return sequence(printableString(currency), integer(amount), integer(exponent));
}

function encodeDisclosure({ url, language }: { readonly url: string; readonly language: string }): Uint8Array {
  return sequence(ia5String(url), printableString(language));
}

/** PSD2QcType, TS 119 495 5.1. */
function encodePsd2({ roles, ncaName, ncaId }: Psd2Statement): Uint8Array {
  const roleOfPsps = roles.map(({ oid, name }) => sequence(objectIdentifier(oid), utf8String(name)));
  return sequence(sequence(...roleOfPsps), utf8String(ncaName), utf8String(ncaId));
}

const ROLE_OIDS: Readonly<Record<PspRole, string>> = {
  PSP_AS: OIDS.pspAs,
  PSP_PI: OIDS.pspPi,
  PSP_AI: OIDS.pspAi,
  PSP_IC: OIDS.pspIc,
};

/** The OID and the name of each role, TS 119 495 5.2.2. */
export function toRolesOfPsp(roles: readonly PspRole[]): Psd2Statement['roles'] {
  return roles.map((name) => ({ oid: ROLE_OIDS[name], name }));
}
