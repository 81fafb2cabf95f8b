import { OIDS } from '../../oids.ts';
import { findRepeated } from '../../read/repeated.ts';
import { type Check, PROVIDERS } from '../check.ts';
import { findAuthority } from '../words/authorities.ts';
import { findCountry } from '../words/countries.ts';
import { findRole, isWithoutAuthority } from '../words/roles.ts';

const NCA_ID = /^([A-Z]{2})-[A-Z]{2,8}$/;
const NOT_APPLICABLE = 'NA';

export const PSD2_CHECKS: readonly Check[] = [
  {
    code: 'psd2-statement-missing',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.1-1',
    advice: 'Without roles and authority no bank lets it in. Ask the issuer for a certificate of open banking.',
    of: PROVIDERS,
    find: ({ statements: { psd2 } }) => (psd2?.kind === 'absent' ? 'It has no PSD2 statement.' : undefined),
  },
  {
    code: 'psd2-statement-malformed',
    severity: 'error',
    clause: 'TS 119 495 5.1',
    advice: 'The issuer must make it anew; strict readers see no role in it.',
    of: PROVIDERS,
    find: ({ statements: { psd2 }, psd2: { roles } }) =>
      psd2?.kind === 'malformed' && roles?.length !== 0
        ? { text: `The PSD2 statement is malformed: ${psd2.problem}`, clause: psd2.clause }
        : undefined,
  },
  {
    code: 'roles-missing',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.2.2-1',
    advice: 'The issuer must state each role that the authority has in its register, or Unspecified.',
    of: PROVIDERS,
    find: ({ psd2: { roles } }) => (roles?.length === 0 ? 'The list of roles is empty.' : undefined),
  },
  {
    code: 'role-unknown',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.2.2-2',
    advice: 'The issuer must use the roles of TS 119 495. A role that nobody knows gives no right.',
    of: PROVIDERS,
    find: ({ psd2: { roles = [] } }) => {
      const unknown = roles.find(({ oid }) => findRole(oid) === undefined);
      return unknown === undefined ? undefined : `The role ${unknown.oid} ("${unknown.name}") is not one of them.`;
    },
  },
  {
    code: 'role-name-mismatch',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.2.2-5',
    advice: 'The issuer must write the name that belongs to the OID. Which of both holds, nobody can say.',
    of: PROVIDERS,
    find: ({ psd2: { roles = [] } }) => {
      const wrong = roles.find(({ oid, name }) => (findRole(oid)?.name ?? name) !== name);
      return wrong === undefined
        ? undefined
        : `The role ${wrong.oid} is ${findRole(wrong.oid)?.name}, and is called "${wrong.name}".`;
    },
  },
  {
    code: 'role-repeated',
    severity: 'warning',
    clause: 'TS 119 495 GEN-5.2.2-1',
    advice: 'Harmless, and not well made: tell the issuer.',
    of: PROVIDERS,
    find: ({ psd2: { roles = [] } }) => {
      const repeated = findRepeated(roles.map(({ oid }) => oid));
      return repeated === undefined ? undefined : `The role ${findRole(repeated)?.name ?? repeated} stands twice.`;
    },
  },
  {
    code: 'role-unspecified',
    severity: 'warning',
    clause: 'TS 119 495 GEN-5.2.2-3A',
    advice: 'Who calls an interface of PSD2 needs a role: ask the issuer for those of the register.',
    of: PROVIDERS,
    find: ({ psd2: { roles = [] } }) =>
      roles.some(({ oid }) => oid === OIDS.pspUnspecified)
        ? 'The role is unspecified, which gives no right.'
        : undefined,
  },
  {
    code: 'role-unspecified-beside-others',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.2.2-1',
    advice: 'The issuer must state roles or that there is none, not both.',
    of: PROVIDERS,
    find: ({ psd2: { roles = [] } }) =>
      roles.length > 1 && roles.some(({ oid }) => oid === OIDS.pspUnspecified)
        ? 'An unspecified role stands beside others.'
        : undefined,
  },
  {
    code: 'authority-id-form',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.2.3-2',
    advice: 'Write the country, a hyphen (no underscore), and 2 to 8 upper-case letters, as DE-BAFIN.',
    of: PROVIDERS,
    find: ({ psd2: { ncaId, roles = [] } }) => {
      if (ncaId === undefined || roles.some(({ oid }) => isWithoutAuthority(oid))) return undefined;
      const country = NCA_ID.exec(ncaId)?.[1];
      return country === undefined || findCountry(country) === undefined
        ? `The identifier of the authority is "${ncaId}".`
        : undefined;
    },
  },
  {
    code: 'authority-not-applicable',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.2.3-1A and GEN-5.2.3-5',
    advice: 'For international central banks and public authorities, name and identifier of the authority must be NA.',
    of: PROVIDERS,
    find: ({ psd2: { ncaId, ncaName, roles = [] } }) =>
      roles.some(({ oid }) => isWithoutAuthority(oid)) && (ncaId !== NOT_APPLICABLE || ncaName !== NOT_APPLICABLE)
        ? 'It names an authority, and its role has none.'
        : undefined,
  },
  {
    code: 'authority-unknown',
    severity: 'note',
    clause: 'TS 119 495 annex D',
    advice: 'Look it up in the list of the European Banking Authority; this one may be newer than ours, or made up.',
    of: PROVIDERS,
    find: ({ psd2: { ncaId } }) =>
      ncaId !== undefined && NCA_ID.test(ncaId) && findAuthority(ncaId) === undefined
        ? `We know no authority "${ncaId}".`
        : undefined,
  },
  {
    code: 'authority-of-the-past',
    severity: 'note',
    clause: 'TS 119 495 annex D',
    advice: 'Right for a certificate of then; the next one should carry the identifier of today.',
    of: PROVIDERS,
    find: ({ psd2: { ncaId = '' } }) => {
      const successor = findAuthority(ncaId)?.successor;
      return successor === undefined ? undefined : `"${ncaId}" is now ${successor}.`;
    },
  },
  {
    code: 'authority-name-not-latin',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.2.3-1',
    advice: 'The issuer must write the name in Latin letters, as the authority itself does for certificates.',
    of: PROVIDERS,
    find: ({ psd2: { ncaName = '' } }) =>
      /^(?:[\p{Script=Latin}\p{Mark}\p{Number}\p{Punctuation}\p{Symbol}]| )*$/u.test(ncaName)
        ? undefined
        : `The name of the authority is "${ncaName}".`,
  },
];
