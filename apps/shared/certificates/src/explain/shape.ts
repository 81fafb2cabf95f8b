import type { Certificate } from '../certificate.ts';
import { OIDS } from '../oids.ts';

/** What a certificate is made for, judged by its own words alone: the profile that it is held against. */
export type Shape = 'web' | 'seal' | 'authority' | 'other';

/**
 * Its QcType says it; where that is missing or ambiguous, the purposes of the key do. What is for neither TLS nor seals
 * (a responder, a signer of code) is held against RFC 5280 only.
 */
export function shapeOf({ extensions, qualified }: Certificate): Shape {
  if (extensions.basicConstraints?.ca === true) return 'authority';
  const types = qualified.kind === 'absent' ? [] : (qualified.value?.types ?? []);
  const [type, ...more] = types.filter((each) => each === OIDS.qcTypeWeb || each === OIDS.qcTypeEseal);
  if (type !== undefined && more.length === 0) return type === OIDS.qcTypeWeb ? 'web' : 'seal';
  const purposes = extensions.extendedKeyUsage;
  if (purposes?.some((purpose) => purpose === OIDS.serverAuth || purpose === OIDS.clientAuth)) return 'web';
  if (purposes !== undefined && !purposes.includes(OIDS.documentSigning)) return 'other';
  if (extensions.keyUsage?.includes('nonRepudiation')) return 'seal';
  return extensions.subjectAlternativeNames.some(({ kind }) => kind === 'dns') ? 'web' : 'seal';
}
