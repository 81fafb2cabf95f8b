import type { HttpMessage } from '../../message.ts';
import type { SigningCertificate } from '../../steps/certificate.ts';
import type { Deviation } from '../deviations/deviation.ts';
import type { SignatureAttempt } from './attempt.ts';
import { createContentDeviations } from './content-deviations.ts';
import { LAYOUT_DEVIATIONS, spellAs } from './layout-deviations.ts';
import { createLineDeviations } from './line-deviations.ts';
import { createLineValueDeviations } from './line-value-deviations.ts';
import { byOtherKey, READING_DEVIATIONS } from './reading-deviations.ts';

export interface DeviationSources {
  readonly message: HttpMessage;
  /** What is signed, in lower case, and as the signature spells it. */
  readonly names: readonly string[];
  readonly spelled: readonly string[];
  /** What the profile signs, in its order. */
  readonly expected: readonly string[];
  readonly signer: SigningCertificate;
  /** The certificate that was given beside the message. */
  readonly other: SigningCertificate | undefined;
}

/** All that senders are known to do otherwise, for this message. */
export function createSignatureDeviations(sources: DeviationSources): readonly Deviation<SignatureAttempt>[] {
  const { message, names, spelled, expected, signer, other } = sources;
  const sent = message.headers.map(([name]) => name);
  const lower = [...new Set(sent.map((name) => name.toLowerCase()))].filter((name) => !CARRIERS.has(name));
  const isOther = other !== undefined && !other.key.equals(signer.key);
  return [
    spellAs('names-as-listed', 'the names are written as the list of signed headers spells them', spelled),
    spellAs('names-as-sent', 'the names are written as the message spells them, not in lower case', sent),
    ...LAYOUT_DEVIATIONS,
    ...READING_DEVIATIONS,
    ...(isOther ? [byOtherKey(other.key, other.kind)] : []),
    ...createLineValueDeviations(message),
    ...createContentDeviations(message.body),
    ...createLineDeviations(names, lower, expected),
  ];
}

/** Nobody can sign a header that has the signature in it. */
const CARRIERS: ReadonlySet<string> = new Set(['signature', 'x-jws-signature']);
