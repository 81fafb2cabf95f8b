import { CertificatePolicies, PolicyInformation, PolicyQualifierInfo, Qualifier } from '@peculiar/asn1-x509';
import { OIDS } from '../../oids.ts';
import { toDer } from '../../read/asn1.ts';
import { checkOid } from '../asn1.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { checkText } from '../text.ts';

const CPS_QUALIFIER = '1.3.6.1.5.5.7.2.1';

/** RFC 5280, 4.2.1.4. The address of the certification practice statement, if given, stands with the first policy. */
export function policies(oids: readonly string[], options: { readonly cps?: string } = {}): ExtensionTemplate {
  if (oids.length === 0) throw new TypeError('"policies" needs at least one policy');
  const value = new CertificatePolicies(oids.map((oid, index) => toPolicy(oid, index === 0 ? options.cps : undefined)));
  return { oid: OIDS.certificatePolicies, critical: false, value: toDer(value) };
}

function toPolicy(oid: string, cps: string | undefined): PolicyInformation {
  const policyIdentifier = checkOid(oid);
  if (cps === undefined) return new PolicyInformation({ policyIdentifier });
  const qualifier = toDer(new Qualifier({ cPSuri: checkText(cps, 'IA5String') })).buffer;
  const policyQualifiers = [new PolicyQualifierInfo({ policyQualifierId: CPS_QUALIFIER, qualifier })];
  return new PolicyInformation({ policyIdentifier, policyQualifiers });
}
