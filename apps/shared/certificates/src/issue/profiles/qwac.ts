import type { KeyUsage } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import type { CertificateTemplate } from '../certificate.ts';
import { extendedKeyUsage, keyUsage } from '../extensions/key-usage.ts';
import { subjectAltName } from '../extensions/names.ts';
import { cabfOrganizationIdentifier } from '../extensions/organization-identifier.ts';
import { policies } from '../extensions/policies.ts';
import { qcStatements } from '../extensions/qc-statements.ts';
import { checkDnsName } from './dns-name.ts';
import { identifyKeys, type PspCertificateInput, pointTo, toFrame, toStatements } from './leaf.ts';
import { checkParty } from './party.ts';
import { isExtendedValidation, toSiteSubject } from './subject.ts';

export interface QwacInput extends PspCertificateInput {
  /** The first one stands as common name, too. */
  readonly dnsNames: readonly string[];
}

/**
 * A certificate for TLS, of server and client (TS 119 495 5, EN 319 412-4). QEVCP-w where the party has the fields of EV,
 * QNCP-w otherwise.
 */
export function qwacTemplate(input: QwacInput): CertificateTemplate {
  const { party, dnsNames, urls } = input;
  checkParty(party);
  const isEv = isExtendedValidation(party);
  for (const name of dnsNames) checkDnsName(name, { wildcard: !isEv });
  const [commonName] = dnsNames;
  if (commonName === undefined) throw new TypeError('"dnsNames" needs at least one name');
  return {
    ...toFrame(input),
    subject: toSiteSubject(party, commonName),
    extensions: [
      ...identifyKeys(input),
      keyUsage(chooseKeyUsage(input)),
      extendedKeyUsage([OIDS.serverAuth, OIDS.clientAuth]),
      policies(isEv ? EV_POLICIES : NCP_POLICIES, urls),
      subjectAltName(dnsNames.map((value) => ({ kind: 'dns', value }))),
      ...pointTo(urls),
      qcStatements({ ...toStatements(input), types: [OIDS.qcTypeWeb] }),
      ...(isEv ? [cabfOrganizationIdentifier(party.organizationIdentifier)] : []),
    ],
  };
}

const EV_POLICIES = [OIDS.qevcpWeb, OIDS.cabfEv, OIDS.qcpWebPsd2];
const NCP_POLICIES = [OIDS.qncpWeb, OIDS.cabfOv, OIDS.qcpWebPsd2];

/** Only RSA can encipher a key, as TLS 1.2 without forward secrecy does. */
function chooseKeyUsage({ publicKey }: QwacInput): readonly KeyUsage[] {
  return publicKey.asymmetricKeyType === 'rsa' ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'];
}
