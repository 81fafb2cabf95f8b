import { OIDS } from '../../oids.ts';
import { readDistributionPoints } from '../../read/extensions.ts';
import { type Check, PROVIDERS } from '../check.ts';
import type { Examined } from '../examined.ts';

function crlAddresses({ extensions }: Examined): readonly string[] | undefined {
  const points = extensions.find(({ oid }) => oid === OIDS.cRLDistributionPoints);
  if (points === undefined) return undefined;
  return readDistributionPoints(points.value).flatMap((name) => (name.kind === 'uri' ? [name.value] : []));
}

export const ADDRESS_CHECKS: readonly Check[] = [
  {
    code: 'issuer-address-missing',
    severity: 'error',
    clause: 'EN 319 412-2 GEN-4.4.1-3 and GEN-4.4.1-4',
    advice: 'The issuer must give an http or https address of its own certificate.',
    of: PROVIDERS,
    find: ({ certificate: { extensions } }) =>
      extensions.issuerUrls.length === 0 ? "It does not say where the issuer's certificate is." : undefined,
  },
  {
    code: 'revocation-address-missing',
    severity: 'error',
    clause: 'EN 319 412-2 GEN-4.3.11-2 and GEN-4.4.1-8',
    advice: 'The issuer must give an address of OCSP or of a CRL: nobody can tell whether it is revoked.',
    of: PROVIDERS,
    find: (examined) =>
      examined.certificate.extensions.ocspUrls.length === 0 && crlAddresses(examined) === undefined
        ? 'It does not say where to ask whether it is revoked.'
        : undefined,
  },
  {
    code: 'crl-address-scheme',
    severity: 'error',
    clause: 'EN 319 412-2 GEN-4.3.11-4',
    advice: 'The issuer must give at least one address of http or ldap.',
    of: PROVIDERS,
    find: (examined) =>
      crlAddresses(examined)?.some((address) => /^(?:http|ldap):\/\//i.test(address)) === false
        ? 'No address of its CRL is of http or ldap.'
        : undefined,
  },
  {
    code: 'ocsp-address-missing',
    severity: 'note',
    clause: 'EN 319 412-2 GEN-4.4.1-6',
    advice: 'Revocation shows only in the CRL, as late as the next one.',
    of: PROVIDERS,
    find: (examined) =>
      examined.certificate.extensions.ocspUrls.length === 0 && crlAddresses(examined) !== undefined
        ? 'It has no address of OCSP.'
        : undefined,
  },
];
