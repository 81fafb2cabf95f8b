import { OIDS } from '../oids.ts';
import type { Examined } from './examined.ts';

/** What a certificate is, and what that rests on. */
export interface Conclusion {
  readonly kind: 'QWAC' | 'QSealC' | 'neither QWAC nor QSealC' | 'certificate of an authority';
  readonly reasons: readonly string[];
}

const PSD2 = {
  present: 'for open banking (PSD2 statement)',
  malformed: 'with a PSD2 statement that is malformed',
  absent: 'without PSD2 statement',
} as const;

/** Only the statements make a certificate qualified; what it looks like does not. */
export function conclude(examined: Examined): Conclusion {
  if (examined.shape === 'authority')
    return { kind: 'certificate of an authority', reasons: ['its basic constraints say that it issues certificates'] };
  const missing = whatIsMissing(examined);
  if (missing.length > 0) return { kind: 'neither QWAC nor QSealC', reasons: missing };
  const psd2 = PSD2[examined.statements.psd2?.kind ?? 'absent'];
  const isWeb = examined.statements.types?.[0] === OIDS.qcTypeWeb;
  return isWeb
    ? { kind: 'QWAC', reasons: ['a qualified certificate for website authentication, which is for TLS', psd2] }
    : { kind: 'QSealC', reasons: ['a qualified certificate for seals, which is for signing messages', psd2] };
}

function whatIsMissing({
  certificate: { qualified },
  statements: { isQualified, types = [] },
}: Examined): readonly string[] {
  if (qualified.kind === 'absent') return ['it has no qcStatements'];
  const [type, ...more] = types;
  const isOfType = more.length === 0 && (type === OIDS.qcTypeWeb || type === OIDS.qcTypeEseal);
  return [
    ...(qualified.kind === 'malformed' ? ['its qcStatements are malformed'] : []),
    ...(isQualified === true ? [] : ['it does not state that it is qualified (QcCompliance)']),
    ...(isOfType ? [] : ['it does not state one type of web and eseal (QcType)']),
  ];
}
