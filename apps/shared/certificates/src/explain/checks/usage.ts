import type { Certificate, KeyUsage } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { type Check, LEAVES, PROVIDERS } from '../check.ts';
import { describePurpose } from '../words/usages.ts';

/** EN 319 412-2, 4.3.2: what may stand together. Where two ways to a key are open, either or both. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    A: ['nonRepudiation'],
    B: ['digitalSignature,nonRepudiation'],
    C: ['digitalSignature'],
    D: [
      'digitalSignature,keyAgreement',
      'digitalSignature,keyEncipherment',
      'digitalSignature,keyAgreement,keyEncipherment',
    ],
    E: ['keyAgreement', 'keyEncipherment', 'keyAgreement,keyEncipherment'],
    F: [
      'digitalSignature,keyAgreement,nonRepudiation',
      'digitalSignature,keyEncipherment,nonRepudiation',
      'digitalSignature,keyAgreement,keyEncipherment,nonRepudiation',
    ],
  }).flatMap(([type, sets]) => sets.map((set) => [set, type] as const)),
);

const typeOf = (usages: readonly KeyUsage[]): string | undefined => TYPES.get([...usages].sort().join(','));

const has = ({ extensions }: Certificate, ...usages: readonly KeyUsage[]): boolean =>
  usages.some((usage) => extensions.keyUsage?.includes(usage));

const isCritical = ({ extensions }: Certificate, oid: string): boolean =>
  extensions.all.some((extension) => extension.oid === oid && extension.critical);

export const USAGE_CHECKS: readonly Check[] = [
  {
    code: 'key-usage-missing',
    severity: 'error',
    clause: 'EN 319 412-3 LEG-4.3.1-2',
    advice: 'The issuer must say what the key is for.',
    of: LEAVES,
    find: ({ certificate: { extensions } }) => (extensions.keyUsage === undefined ? 'It has no key usage.' : undefined),
  },
  {
    code: 'key-usage-not-critical',
    severity: 'warning',
    clause: 'RFC 5280 4.2.1.3',
    advice: 'The issuer should mark the key usage as critical.',
    of: LEAVES,
    find: ({ certificate }) =>
      certificate.extensions.keyUsage !== undefined && !isCritical(certificate, OIDS.keyUsage)
        ? 'The key usage is not critical.'
        : undefined,
  },
  {
    code: 'key-usage-of-authority',
    severity: 'error',
    clause: 'RFC 5280 4.2.1.9',
    advice: 'The issuer must leave keyCertSign to authorities. Refuse it: someone could issue certificates with it.',
    of: LEAVES,
    find: ({ certificate }) =>
      has(certificate, 'keyCertSign') ? 'Its key may sign certificates, yet it is no authority.' : undefined,
  },
  {
    code: 'key-usage-combination',
    severity: 'warning',
    clause: 'EN 319 412-2 4.3.2, EN 319 412-3 LEG-4.3.1-2',
    advice: 'For TLS ask for digitalSignature (with keyEncipherment for RSA), for seals for nonRepudiation alone.',
    of: PROVIDERS,
    find: ({ certificate: { extensions } }) => {
      const { keyUsage } = extensions;
      if (keyUsage === undefined || keyUsage.includes('keyCertSign') || typeOf(keyUsage) !== undefined)
        return undefined;
      return `The key usages ${keyUsage.join(', ') || 'of nothing'} are none of the combinations A to F.`;
    },
  },
  {
    code: 'key-encipherment-without-rsa',
    severity: 'warning',
    clause: 'RFC 8813 3',
    advice: 'Leave keyEncipherment and dataEncipherment out: keys on curves cannot encipher.',
    of: LEAVES,
    find: ({ certificate }) =>
      certificate.key.kind !== 'rsa' &&
      certificate.key.kind !== 'unknown' &&
      has(certificate, 'keyEncipherment', 'dataEncipherment')
        ? 'It is said to encipher, which a key of this kind cannot.'
        : undefined,
  },
  {
    code: 'web-cannot-sign',
    severity: 'error',
    clause: 'RFC 8446 4.4.2.2',
    advice: 'Ask for digitalSignature: in TLS 1.3 every certificate signs.',
    of: ['web'],
    find: ({ certificate }) =>
      certificate.extensions.keyUsage !== undefined && !has(certificate, 'digitalSignature')
        ? 'It is for TLS, and its key may not sign a handshake.'
        : undefined,
  },
  {
    code: 'web-commits',
    severity: 'warning',
    clause: 'EN 319 412-2 4.3.2',
    advice: 'Leave nonRepudiation to a seal: a handshake is no commitment to content.',
    of: ['web'],
    find: ({ certificate }) =>
      has(certificate, 'nonRepudiation') ? 'It is for TLS, and its key may commit to content.' : undefined,
  },
  {
    code: 'seal-cannot-sign',
    severity: 'error',
    clause: 'EN 319 412-3 LEG-4.3.1-3',
    advice: 'Ask for nonRepudiation, which is what a seal is.',
    of: ['seal'],
    find: ({ certificate }) =>
      certificate.extensions.keyUsage !== undefined && !has(certificate, 'nonRepudiation', 'digitalSignature')
        ? 'It is for seals, and its key may not sign.'
        : undefined,
  },
  {
    code: 'seal-does-not-commit',
    severity: 'warning',
    clause: 'EN 319 412-3 LEG-4.3.1-3',
    advice: 'Ask for nonRepudiation where seals are to commit, as on the order of a payment.',
    of: ['seal'],
    find: ({ certificate }) =>
      has(certificate, 'digitalSignature') && !has(certificate, 'nonRepudiation')
        ? 'It is for seals, and its key does not commit to content.'
        : undefined,
  },
  {
    code: 'seal-usage-mixed',
    severity: 'note',
    clause: 'EN 319 412-3 LEG-4.3.1-4',
    advice: 'Ask for nonRepudiation alone: a key that also proves identity can be made to sign what looks random.',
    of: ['seal'],
    find: ({ certificate: { extensions } }) =>
      extensions.keyUsage?.includes('nonRepudiation') && extensions.keyUsage.length > 1
        ? 'Its key has other usages beside nonRepudiation.'
        : undefined,
  },
  {
    code: 'seal-for-tls',
    severity: 'warning',
    clause: 'EN 319 412-2 GEN-4.3.10',
    advice: 'Keep the seal and TLS apart: ask for a certificate of each kind, with a key of its own.',
    of: ['seal'],
    find: ({ certificate: { extensions } }) => {
      const purposes = extensions.extendedKeyUsage?.filter((oid) => oid === OIDS.serverAuth || oid === OIDS.clientAuth);
      return purposes?.length
        ? `It is for seals, and also for ${purposes.map(describePurpose).join(' and ')}.`
        : undefined;
    },
  },
  {
    code: 'web-purposes-missing',
    severity: 'error',
    clause: 'EN 319 412-4 WEB-4.1.3-4',
    advice: 'Ask for extended key usages serverAuth and clientAuth.',
    of: ['web'],
    find: ({ certificate: { extensions } }) =>
      extensions.extendedKeyUsage === undefined ? 'It is for TLS, and has no extended key usage.' : undefined,
  },
  {
    code: 'web-not-for-servers',
    severity: 'error',
    clause: 'EN 319 412-4 WEB-4.1.3-4',
    advice: 'Ask for extended key usage serverAuth: without it, this authenticates no website.',
    of: ['web'],
    find: ({ certificate: { extensions } }) =>
      extensions.extendedKeyUsage?.includes(OIDS.serverAuth) === false ? 'It is not for servers in TLS.' : undefined,
  },
  {
    code: 'web-not-for-clients',
    severity: 'warning',
    clause: 'RFC 5280 4.2.1.12',
    advice: 'A provider calls banks as a client: ask for extended key usage clientAuth. A bank alone does without.',
    of: ['web'],
    find: ({ certificate: { extensions } }) =>
      extensions.extendedKeyUsage?.includes(OIDS.clientAuth) === false ? 'It is not for clients in TLS.' : undefined,
  },
  {
    code: 'any-purpose',
    severity: 'warning',
    clause: 'CA/Browser Forum BR 7.1.2.7.10',
    advice: 'Ask for the purposes by name.',
    of: PROVIDERS,
    find: ({ certificate: { extensions } }) =>
      extensions.extendedKeyUsage?.includes(OIDS.anyExtendedKeyUsage) ? 'Its key is for any purpose.' : undefined,
  },
];
