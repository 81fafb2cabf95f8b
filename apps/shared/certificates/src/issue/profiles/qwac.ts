import type { KeyUsage } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import type { CertificateTemplate } from '../certificate.ts';
import { IssueError } from '../error.ts';
import { extendedKeyUsage, keyUsage } from '../extensions/key-usage.ts';
import { subjectAltName } from '../extensions/names.ts';
import { cabfOrganizationIdentifier } from '../extensions/organization-identifier.ts';
import { policies } from '../extensions/policies.ts';
import { qcStatements } from '../extensions/qc-statements.ts';
import { checkDnsName } from './dns-name.ts';
import { identifyKeys, pointTo, toFrame } from './issued.ts';
import { checkParty, type Party } from './party.ts';
import { type PspCertificateInput, toStatements } from './psp.ts';
import { isExtendedValidation, toSiteSubject } from './subject.ts';

export interface QwacInput extends PspCertificateInput {
  /** The first one (of at most 64 characters) stands as common name, too. */
  readonly dnsNames: readonly string[];
}

/**
 * A certificate for TLS, of server and client (TS 119 495 5, EN 319 412-4). QEVCP-w where the party has the fields of EV,
 * QNCP-w otherwise. IssueError for a party or a name that such a certificate cannot have.
 */
export function qwacTemplate(input: QwacInput): CertificateTemplate {
  const { party, dnsNames, urls } = input;
  const isEv = isExtendedValidation(party);
  checkSiteParty(party);
  for (const name of dnsNames) checkDnsName(name, { wildcard: !isEv });
  return {
    ...toFrame(input),
    subject: toSiteSubject(party, chooseCommonName(dnsNames)),
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

// the CA/Browser Forum's own stands first (baseline requirements 7.1.2.7.9)
const EV_POLICIES = [OIDS.cabfEv, OIDS.qevcpWeb, OIDS.qcpWebPsd2];
const NCP_POLICIES = [OIDS.cabfOv, OIDS.qncpWeb, OIDS.qcpWebPsd2];

/** What EN 319 412-3 lets be longer in seals may not be in certificates of sites (baseline requirements 7.1.4.2). */
const LONGEST_NAME = 64;

function checkSiteParty(party: Party): void {
  checkParty(party);
  if ([...party.legalName].length > LONGEST_NAME)
    throw new IssueError('ERR_PARTY_INVALID', `"legalName" is longer than ${LONGEST_NAME} characters`);
}

/** One of the DNS names (EN 319 412-4, WEB-4.1.4-2), the first that is short enough. */
function chooseCommonName(dnsNames: readonly string[]): string {
  if (dnsNames.length === 0) throw new TypeError('"dnsNames" needs at least one name');
  const name = dnsNames.find(({ length }) => length <= LONGEST_NAME);
  if (name !== undefined) return name;
  throw new IssueError('ERR_NAME_NOT_ENCODABLE', `no DNS name is short enough for a common name: "${dnsNames[0]}"`);
}

/** Only RSA can encipher a key, as TLS 1.2 without forward secrecy does. */
function chooseKeyUsage({ publicKey }: QwacInput): readonly KeyUsage[] {
  return publicKey.asymmetricKeyType === 'rsa' ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'];
}
