import {
  type Certificate,
  CertificateError,
  readCertificate,
  readCertificates,
  renderName,
  toPem,
} from '@openxs2a/certificates';
import type { SigningCertificate } from '../../steps/certificate.ts';
import type { KeyKind } from '../../steps/scheme.ts';
import type { Step } from '../../verdict.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import { type Deviation, type Hint, toHint } from '../deviations/deviation.ts';
import { findDeviations } from '../deviations/find-deviations.ts';
import type { CertificateSummary } from '../explanation.ts';

export interface ExplainedCertificate {
  readonly step: DescribedStep;
  /** What the next steps go on with: also a certificate that is refused, one that is repaired, or the one that was given. */
  readonly value: SigningCertificate | undefined;
}

/** `text` is what the message has; `given` is what it should be, or stands in for what the message does not have. */
export function explainCertificate(
  outcome: Step<SigningCertificate> | undefined,
  text: string | undefined,
  given: Certificate | undefined,
): ExplainedCertificate {
  const substitute = given === undefined ? undefined : toKey(given);
  if (outcome === undefined) {
    const instead = substitute === undefined ? '' : ' What follows is held against the one that was given beside it.';
    return { step: skipStep('certificate', `The message has no certificate to read.${instead}`), value: substitute };
  }
  const repaired = outcome.accepted || text === undefined ? undefined : repair(text);
  const step = describeStep(
    'certificate',
    outcome,
    ({ certificate }) => describe(certificate),
    () => repaired?.hints ?? [],
  );
  const value = outcome.accepted ? outcome.evidence : (repaired?.value ?? substitute);
  const other = value === undefined || given === undefined ? [] : compare(value.certificate, given);
  return { step: { ...step, hints: [...step.hints, ...other] }, value };
}

export function summarise(certificate: Certificate): CertificateSummary {
  const { kind, bits, curve } = certificate.key;
  return {
    subject: renderName(certificate.subject),
    issuer: renderName(certificate.issuer),
    serialNumber: certificate.serialNumber,
    fingerprint: certificate.fingerprint,
    key: kind === 'rsa' ? `RSA, ${bits} bits` : curve === undefined ? kind : `EC, ${curve}`,
  };
}

function describe(certificate: Certificate) {
  const { subject, serialNumber, key } = summarise(certificate);
  return { found: `${subject}; serial number ${serialNumber}; ${key}`, words: 'The certificate can be read.' };
}

function compare(found: Certificate, given: Certificate): readonly Hint[] {
  if (found.fingerprint === given.fingerprint) return [];
  const { subject, serialNumber } = summarise(given);
  const words = `The certificate that was given beside the message is another one: ${subject}; serial number ${serialNumber}.`;
  return [{ codes: ['other-certificate'], words }];
}

const KINDS: readonly KeyKind[] = ['rsa', 'rsa-pss', 'ec', 'ed25519'];

/** The key of a certificate, also one that the verifier refuses as too weak. */
export function toKey(certificate: Certificate): SigningCertificate | undefined {
  try {
    const key = certificate.key.keyObject;
    const kind = KINDS.find((each) => each === key.asymmetricKeyType);
    return kind === undefined ? undefined : { certificate, key, kind };
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}

function repair(
  text: string,
): { readonly value: SigningCertificate | undefined; readonly hints: readonly Hint[] } | undefined {
  const found = findDeviations(text, REPAIRS, isReadable, { depth: 2, attempts: 100 });
  if (found === undefined) return undefined;
  const hints = found.deviations.length === 0 ? [] : [toHint('The certificate can be read', found.deviations)];
  return { value: toKey(readCertificate(found.attempt)), hints };
}

function isReadable(text: string): boolean {
  try {
    return toKey(readCertificate(text)) !== undefined;
  } catch (error) {
    if (error instanceof CertificateError) return false;
    throw error;
  }
}

/** How certificates come to grief on their way into a header. */
export const REPAIRS: readonly Deviation<string>[] = [
  repairing('certificate-plus-lost', 'the blanks in it are plus signs again (something decoded it as a form)', (text) =>
    text.replaceAll(' ', '+'),
  ),
  repairing('certificate-is-chain', 'the certificates behind the first are left out', firstOf),
];

function repairing(code: string, words: string, change: (text: string) => string | undefined): Deviation<string> {
  return {
    code,
    dimension: code,
    words,
    apply(text) {
      const changed = change(text);
      return changed === text ? undefined : changed;
    },
  };
}

function firstOf(text: string): string | undefined {
  try {
    const [first, second] = readCertificates(text);
    return first === undefined || second === undefined ? undefined : toPem(first.der);
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}
