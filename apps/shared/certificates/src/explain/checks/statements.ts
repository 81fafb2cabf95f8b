import { OIDS } from '../../oids.ts';
import { type Check, PROVIDERS } from '../check.ts';
import { findCountry, findLanguage, isInEea } from '../words/countries.ts';
import { describeQcType } from '../words/usages.ts';

const hasStatements = ({ kind }: { readonly kind: string }): boolean => kind !== 'absent';

export const STATEMENT_CHECKS: readonly Check[] = [
  {
    code: 'qc-statements-missing',
    severity: 'error',
    clause: 'EN 319 412-5 QCS-5-01',
    advice: 'It is not qualified. Ask a qualified trust service provider for a QWAC or a QSealC.',
    of: PROVIDERS,
    find: ({ certificate: { qualified } }) => (hasStatements(qualified) ? undefined : 'It has no qcStatements.'),
  },
  {
    code: 'qc-statements-malformed',
    severity: 'error',
    clause: 'RFC 3739 3.2.6',
    advice: 'The issuer must make it anew; strict readers see no statement in it.',
    of: PROVIDERS,
    find: ({ certificate: { qualified } }) =>
      qualified.kind === 'malformed'
        ? { text: `The qcStatements are malformed: ${qualified.problem}`, clause: qualified.clause }
        : undefined,
  },
  {
    code: 'not-qualified',
    severity: 'error',
    clause: 'EN 319 412-5 4.2.1',
    advice: 'Only with QcCompliance does the issuer say that it is qualified. Ask for one that is.',
    of: PROVIDERS,
    find: ({ certificate: { qualified }, statements: { isQualified } }) =>
      hasStatements(qualified) && isQualified !== true ? 'It does not state that it is qualified.' : undefined,
  },
  {
    code: 'qc-type-missing',
    severity: 'error',
    clause: 'EN 319 412-5 4.2.3',
    advice: 'The issuer must state web for a QWAC, eseal for a QSealC; without it, it counts as for signatures.',
    of: PROVIDERS,
    find: ({ certificate: { qualified }, statements: { types = [] } }) =>
      hasStatements(qualified) && types.length === 0 ? 'It does not state its type.' : undefined,
  },
  {
    code: 'qc-type-several',
    severity: 'error',
    clause: 'EN 319 412-5 4.2.3',
    advice: 'A certificate is for one purpose: ask for one of each kind.',
    of: PROVIDERS,
    find: ({ statements: { types = [] } }) =>
      types.length > 1 ? `It states several types: ${types.map(describeQcType).join(', ')}.` : undefined,
  },
  {
    code: 'qc-type-of-neither',
    severity: 'error',
    clause: 'EN 319 412-5 4.2.3',
    advice: 'Open banking takes types web and eseal.',
    of: PROVIDERS,
    find: ({ statements: { types = [] } }) => {
      const [type] = types;
      return types.length !== 1 || type === undefined || type === OIDS.qcTypeWeb || type === OIDS.qcTypeEseal
        ? undefined
        : `Its type is ${describeQcType(type)}.`;
    },
  },
  {
    code: 'device-for-web',
    severity: 'warning',
    clause: 'EN 319 412-5 4.2.2',
    advice: 'Qualified devices are for signatures and seals; the issuer should leave QcSSCD out.',
    of: ['web'],
    find: ({ statements: { isKeyInDevice } }) => (isKeyInDevice ? 'It is for TLS, and states QcSSCD.' : undefined),
  },
  {
    code: 'disclosure-missing',
    severity: 'note',
    clause: 'EN 319 412-5 4.3.4',
    advice: 'The issuer should tell where its disclosure statements are.',
    of: PROVIDERS,
    find: ({ statements: { isQualified, disclosures = [] } }) =>
      isQualified && disclosures.length === 0 ? 'It does not say where disclosure statements are.' : undefined,
  },
  {
    code: 'disclosure-not-https',
    severity: 'error',
    clause: 'EN 319 412-5 4.3.4',
    advice: 'The issuer must give an https address.',
    of: PROVIDERS,
    find: ({ statements: { disclosures = [] } }) => {
      const insecure = disclosures.find(({ url }) => !/^https:\/\//i.test(url));
      return insecure === undefined ? undefined : `A disclosure statement is at "${insecure.url}".`;
    },
  },
  {
    code: 'disclosure-language',
    severity: 'error',
    clause: 'EN 319 412-5 4.3.4',
    advice: 'The language must be two letters of ISO 639-1, as en.',
    of: PROVIDERS,
    find: ({ statements: { disclosures = [] } }) => {
      const unknown = disclosures.find(({ language }) => findLanguage(language) === undefined);
      return unknown === undefined ? undefined : `The language of a disclosure statement is "${unknown.language}".`;
    },
  },
  {
    code: 'disclosure-not-english',
    severity: 'warning',
    clause: 'EN 319 412-5 4.3.4',
    advice: 'One of the disclosure statements should be in English.',
    of: PROVIDERS,
    find: ({ statements: { disclosures = [] } }) =>
      disclosures.length > 0 && !disclosures.some(({ language }) => language.toLowerCase() === 'en')
        ? 'No disclosure statement is in English.'
        : undefined,
  },
  {
    code: 'retention-not-positive',
    severity: 'error',
    clause: 'EN 319 412-5 4.3.3',
    advice: 'The issuer must state one year at least.',
    of: PROVIDERS,
    find: ({ statements: { retentionYears } }) =>
      retentionYears === 0 ? 'It states that records are kept for 0 years.' : undefined,
  },
  {
    code: 'legislation',
    severity: 'warning',
    clause: 'EN 319 412-5 4.2.4',
    advice: 'Its qualification is not that of eIDAS. Look whether your own law takes it.',
    of: PROVIDERS,
    find: ({ statements: { legislation } }) =>
      legislation?.some((country) => !isInEea(country))
        ? `It is qualified by the law of ${legislation.map((each) => findCountry(each) ?? `"${each}"`).join(', ')}.`
        : undefined,
  },
  {
    code: 'legislation-in-eea',
    severity: 'error',
    clause: 'EN 319 412-5 QCS-5-01',
    advice: 'The issuer must leave QcCClegislation out: inside the EEA, eIDAS is the law of a qualified certificate.',
    of: PROVIDERS,
    find: ({ statements: { legislation } }) => {
      const inside = legislation?.filter(isInEea) ?? [];
      return inside.length === 0 ? undefined : `It states the law of ${inside.join(', ')} in QcCClegislation.`;
    },
  },
];
