import { OIDS } from '../../oids.ts';
import { isProfiledTime } from '../../read/time.ts';
import { type Check, EVERY, LEAVES } from '../check.ts';
import { daysBetween, describeDays, describePosition, describeTime } from '../words/time.ts';

/** Octets of a serial number, sign included. */
const MAX_SERIAL = 20;
const SOON = 30;

export const FRAME_CHECKS: readonly Check[] = [
  {
    code: 'expired',
    severity: 'error',
    clause: 'RFC 5280 4.1.2.5',
    advice: 'Ask the issuer for a new certificate, and tell those who know this one.',
    of: EVERY,
    find: ({ certificate: { notBefore, notAfter }, now }) =>
      now > notAfter ? `Its time is over: it ${describePosition(now, notBefore, notAfter)}.` : undefined,
  },
  {
    code: 'not-yet-valid',
    severity: 'error',
    clause: 'RFC 5280 4.1.2.5',
    advice: 'Wait, or look whether the clock here is right.',
    of: EVERY,
    find: ({ certificate: { notBefore }, now }) =>
      now < notBefore ? `Its time has not come: it begins at ${describeTime(notBefore)}.` : undefined,
  },
  {
    code: 'ends-soon',
    severity: 'note',
    clause: 'RFC 5280 4.1.2.5',
    advice: 'Ask the issuer for its successor now.',
    of: LEAVES,
    find: ({ certificate: { notAfter }, now }) => {
      const days = daysBetween(now, notAfter);
      return days >= 0 && days < SOON ? `It ends in ${describeDays(days)}.` : undefined;
    },
  },
  {
    code: 'validity-reversed',
    severity: 'error',
    clause: 'RFC 5280 4.1.2.5',
    advice: 'Nobody can use it: the issuer must make it anew.',
    of: EVERY,
    find: ({ certificate: { notBefore, notAfter } }) =>
      notAfter < notBefore ? 'It ends before it begins.' : undefined,
  },
  {
    code: 'time-form',
    severity: 'warning',
    clause: 'RFC 5280 4.1.2.5',
    advice: 'The issuer should write times to the second, in UTC, as UTCTime until 2049. Strict readers refuse others.',
    of: EVERY,
    find: ({
      tbsCertificate: {
        validity: { notBefore, notAfter },
      },
    }) =>
      [notBefore, notAfter].every(isProfiledTime) ? undefined : 'A time of its validity is written in an unusual form.',
  },
  {
    code: 'serial-number-not-positive',
    severity: 'error',
    clause: 'RFC 5280 4.1.2.2',
    advice: 'The issuer must choose a positive number; tools disagree about what this one is.',
    of: EVERY,
    find: ({ certificate: { serialNumber } }) =>
      /^(?:-|0$)/.test(serialNumber) ? `Its serial number is ${serialNumber}.` : undefined,
  },
  {
    code: 'serial-number-too-long',
    severity: 'error',
    clause: 'RFC 5280 4.1.2.2',
    advice: 'The issuer must keep to 20 octets; readers may refuse or cut longer numbers.',
    of: EVERY,
    find: ({ tbsCertificate: { serialNumber } }) => {
      const { byteLength } = serialNumber;
      return byteLength > MAX_SERIAL ? `Its serial number has ${byteLength} octets.` : undefined;
    },
  },
  {
    code: 'version-not-3',
    severity: 'error',
    clause: 'RFC 5280 4.1.2.1',
    advice: 'Without extensions a certificate says neither what it is for nor that it is qualified: get another.',
    of: EVERY,
    find: ({ certificate: { version } }) => (version === 3 ? undefined : `It is of version ${version}.`),
  },
  {
    code: 'self-issued',
    severity: 'error',
    clause: 'EN 319 412-2 GEN-4.2.3.1',
    advice: 'Nobody trusts it but who knows it already. A qualified provider issues certificates under its own name.',
    of: LEAVES,
    find: ({ certificate: { isSelfIssued } }) => (isSelfIssued ? 'Issuer and subject are the same.' : undefined),
  },
  {
    code: 'issuer-name-incomplete',
    severity: 'error',
    clause: 'EN 319 412-2 GEN-4.2.3.1',
    advice: 'The issuer must carry its country, organisation and common name.',
    of: LEAVES,
    find: ({ certificate: { issuer } }) => {
      const missing = Object.entries({ C: OIDS.countryName, O: OIDS.organizationName, CN: OIDS.commonName })
        .filter(([, oid]) => !issuer.flat().some((attribute) => attribute.oid === oid))
        .map(([keyword]) => keyword);
      return missing.length === 0 ? undefined : `The name of the issuer has no ${missing.join(', ')}.`;
    },
  },
  {
    code: 'authority-key-identifier-missing',
    severity: 'error',
    clause: 'EN 319 412-2 GEN-4.3.1-1',
    advice: 'The issuer must name its key: without it, the path to the root is found by chance.',
    of: LEAVES,
    find: ({ certificate: { extensions } }) =>
      extensions.authorityKeyIdentifier === undefined ? 'It does not say which key has signed it.' : undefined,
  },
  {
    code: 'subject-key-identifier-missing',
    severity: 'warning',
    clause: 'RFC 5280 4.2.1.2',
    advice: 'The issuer should identify the key; for an authority it must.',
    of: EVERY,
    find: ({ certificate: { extensions } }) =>
      extensions.subjectKeyIdentifier === undefined ? 'It has no identifier of its own key.' : undefined,
  },
];
