import type { Certificate } from '@openxs2a/certificates';
import type { KeyIdRule } from '../../http-signature/key-id.ts';
import type { Deviation } from '../deviations/deviation.ts';
import { decodePercent } from '../percent.ts';

/** A text of keyId, and what it is held against. */
export interface KeyIdAttempt {
  readonly rule: KeyIdRule;
  readonly value: string;
  readonly raw: string;
  readonly certificate: Pick<Certificate, 'serialNumber' | 'issuer' | 'subject'>;
}

type KeyIdDeviation = Deviation<KeyIdAttempt>;

/** What senders write instead of serial number and issuer; those that give a part up stand last. */
export function createKeyIdDeviations(given: Certificate | undefined): readonly KeyIdDeviation[] {
  return [
    ...BASES,
    ...SERIALS,
    ...FORMS,
    ...TEXTS,
    ofSubject,
    ...(given === undefined ? [] : [ofGiven(given)]),
    ...LOOSE,
  ];
}

const BASES: readonly KeyIdDeviation[] = [
  ruling('serial-in-decimal', 'base', 'the serial number is read as decimal; it has to be written in hex', (rule) =>
    'serial' in rule && rule.serial === 'hex' ? { ...rule, serial: 'decimal' } : undefined,
  ),
  ruling('serial-in-hex', 'base', 'the serial number is read as hex; it has to be written in decimal', (rule) =>
    'serial' in rule && rule.serial === 'decimal' ? { ...rule, serial: 'hex' } : undefined,
  ),
];

const SERIALS: readonly KeyIdDeviation[] = [
  serial('serial-with-separators', 'the separators in the serial number are left out', (text) =>
    text.replace(/[:\s.]/g, ''),
  ),
  serial('serial-with-prefix', 'the prefix of the serial number is left out', (text) => text.replace(/^(?:0x|#)/i, '')),
  serial('serial-with-quotes', 'the quotes around the serial number are left out', (text) =>
    text.replace(/^['"]|['"]$/g, ''),
  ),
];

const FORMS: readonly KeyIdDeviation[] = [
  texting('labels', 'form', 'its parts are called SN and CA', (text) =>
    text
      .replace(/^\s*(?:serial(?:number)?|serial[-_ ]?no|sn)\s*[=:]\s*/i, 'SN=')
      .replace(/,\s*(?:issuer|issuerdn|ca)\s*[=:]\s*/i, ',CA='),
  ),
  texting('issuer-first', 'form', 'the serial number comes first', (text) =>
    text.replace(/^(CA=.*),\s*(SN=[^,]*)$/is, '$2,$1'),
  ),
  texting('separator', 'form', 'there is a comma between serial number and issuer', (text) =>
    text.replace(/^(SN=[^,;/&|]*?)\s*[;/&|]\s*(CA=)/i, '$1,$2'),
  ),
  ruling('serial-alone', 'form', 'it may be the serial number alone', (rule) =>
    rule.form === 'serial-and-issuer' ? { form: 'serial', serial: rule.serial } : undefined,
  ),
  ruling('issuer-too', 'form', 'it may have the issuer, too; the profile asks for the serial number alone', (rule) =>
    rule.form === 'serial' ? { form: 'serial-and-issuer', serial: rule.serial, issuer: 'same-name' } : undefined,
  ),
];

const TEXTS: readonly KeyIdDeviation[] = [
  texting('blanks-around', 'blanks', 'the blanks around its parts are left out', (text) =>
    text.trim().replace(/^SN\s*=\s*(\S+?)\s*,\s*CA\s*=\s*/i, 'SN=$1,CA='),
  ),
  texting('percent-encoded', 'encoding', 'its percent-encoding is taken out once more', decodePercent),
  texting('plus-for-blank', 'encoding', 'the plus signs in it are blanks', (text) => text.replaceAll('+', ' ')),
];

const ofSubject: KeyIdDeviation = {
  code: 'subject-instead-of-issuer',
  dimension: 'certificate',
  words: 'its name is held against the subject of the certificate; it has to be the issuer',
  apply: (attempt) => ({ ...attempt, certificate: { ...attempt.certificate, issuer: attempt.certificate.subject } }),
};

function ofGiven(given: Certificate): KeyIdDeviation {
  return {
    code: 'other-certificate',
    dimension: 'certificate',
    words: 'it is held against the certificate that was given beside the message, and not against the one in it',
    apply: (attempt) => ({ ...attempt, certificate: given }),
  };
}

const LOOSE: readonly KeyIdDeviation[] = [
  ruling('issuer-blanks', 'issuer', 'blanks in the issuer do not count', (rule) =>
    rule.form === 'serial-and-issuer' ? { ...rule, issuer: 'same-but-blanks' } : undefined,
  ),
  ruling('issuer-differs', 'issuer', 'the issuer is not looked at: the serial number is right', (rule) =>
    rule.form === 'serial-and-issuer' ? { ...rule, issuer: 'ignored' } : undefined,
  ),
  {
    code: 'serial-differs',
    dimension: 'serial',
    words: 'the serial number is not looked at: the issuer is right, but the certificate is another one of it',
    apply(attempt) {
      if (attempt.rule.form !== 'serial-and-issuer') return undefined;
      const own = (text: string) => text.replace(SERIAL, `$1${attempt.certificate.serialNumber}$3`);
      return { ...attempt, rule: { ...attempt.rule, serial: 'hex' }, value: own(attempt.value), raw: own(attempt.raw) };
    },
  },
];

function ruling(
  code: string,
  dimension: string,
  words: string,
  change: (rule: KeyIdRule) => KeyIdRule | undefined,
): KeyIdDeviation {
  return {
    code,
    dimension,
    words,
    apply(attempt) {
      const rule = change(attempt.rule);
      return rule === undefined ? undefined : { ...attempt, rule };
    },
  };
}

function texting(code: string, dimension: string, words: string, change: (text: string) => string): KeyIdDeviation {
  return {
    code,
    dimension,
    words,
    apply(attempt) {
      const [value, raw] = [change(attempt.value), change(attempt.raw)];
      return value === attempt.value && raw === attempt.raw ? undefined : { ...attempt, value, raw };
    },
  };
}

/** The serial number in either form: between `SN=` and the comma, or all there is. */
const SERIAL = /^(\s*SN\s*=\s*)?([^,]*?)(\s*,.*)?$/is;

function serial(code: string, words: string, change: (text: string) => string): KeyIdDeviation {
  return texting(code, 'serial', words, (text) =>
    text.replace(
      SERIAL,
      (_all, before: string | undefined, number: string, after: string | undefined) =>
        `${before ?? ''}${change(number)}${after ?? ''}`,
    ),
  );
}
