import type { Certificate, KeyUsage } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import type { CertificateUse } from '../../verdict.ts';
import type { Path } from '../path/search.ts';
import type { VerificationPolicy } from '../policy.ts';
import { firstRefusal, type Refusal, refuse } from '../refusal.ts';

/** TLS signs with the key of a QWAC; seals commit (nonRepudiation) or authenticate (EN 319 412-2, 4.3.2). */
const KEY_USAGES: Readonly<Record<CertificateUse, readonly KeyUsage[]>> = {
  qwac: ['digitalSignature'],
  qsealc: ['nonRepudiation', 'digitalSignature'],
};

export function checkKeyUsage(leaf: Certificate, use: CertificateUse): Refusal | undefined {
  const { keyUsage = [] } = leaf.extensions;
  return KEY_USAGES[use].some((usage) => keyUsage.includes(usage))
    ? undefined
    : refuse('key-usage-wrong', leaf, { keyUsage: keyUsage.join(' ') });
}

/**
 * RFC 5280, 4.2.1.12 and EN 319 412-4. A CA that says what its certificates are for limits all below it, as every browser
 * and OpenSSL have it. No purpose names seals on messages, so there is none to ask of a QSealC.
 */
export function checkExtendedKeyUsage(
  path: Path,
  use: CertificateUse,
  policy: VerificationPolicy,
): Refusal | undefined {
  const [leaf] = path;
  if (use === 'qsealc' || leaf === undefined) return undefined;
  const wanted = policy.tlsSide === 'client' ? OIDS.clientAuth : OIDS.serverAuth;
  if (leaf.extensions.extendedKeyUsage === undefined && policy.requireExtendedKeyUsage)
    return refuse('extended-key-usage-wrong', leaf, { wanted });
  return firstRefusal([
    () => checkPurpose(leaf, [wanted], wanted),
    ...path.slice(1, -1).map((ca) => () => checkPurpose(ca, [wanted, OIDS.anyExtendedKeyUsage], wanted)),
  ]);
}

function checkPurpose(certificate: Certificate, accepted: readonly string[], wanted: string): Refusal | undefined {
  const stated = certificate.extensions.extendedKeyUsage;
  return stated === undefined || stated.some((oid) => accepted.includes(oid))
    ? undefined
    : refuse('extended-key-usage-wrong', certificate, { wanted, stated: stated.join(' ') });
}
