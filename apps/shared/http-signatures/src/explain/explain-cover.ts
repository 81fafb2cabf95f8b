import type { HttpMessage } from '../message.ts';
import type { SignatureProfile } from '../profile.ts';
import type { SigningCertificate } from '../steps/certificate.ts';
import type { HeaderFields } from '../steps/fields.ts';
import { encodeSigningString, renderSigningString } from '../steps/signing-string.ts';
import type { Step } from '../verdict.ts';
import type { DescribedStep } from './describe-step.ts';
import type { ExplanationSetup } from './setup.ts';
import type { Scheme, SignatureAttempt } from './signature/attempt.ts';
import { createSignatureDeviations } from './signature/create-deviations.ts';
import { explainSignatureValue } from './signature/explain-signature-value.ts';
import { toKey } from './steps/explain-certificate.ts';
import { explainHeaderList, explainSignedHeaders } from './steps/explain-signed-headers.ts';
import {
  createLookup,
  type ExplainedLine,
  explainSigningLines,
  toSigningLines,
} from './steps/explain-signing-string.ts';

/** What a signature says of itself, as far as it can be read. */
export interface SignatureClaims {
  /** The names of what is signed: as the verifier reads them, as one text, and each as it is spelled. */
  readonly list:
    | { readonly outcome: Step<readonly string[]>; readonly text: string; readonly spelled: readonly string[] }
    | undefined;
  readonly signer: SigningCertificate | undefined;
  readonly scheme: Scheme | undefined;
  readonly signatureText: string | undefined;
  /** How a signature of this family is written, and what is signed of the bytes of the text. */
  readonly form: Pick<SignatureAttempt, 'decode' | 'frame' | 'ecdsaEncoding'>;
  /** The verifier's own check; undefined where it refuses before it comes to it, for what is known by now. */
  readonly verify: ((signingString: string) => Step<unknown> | Promise<Step<unknown>>) | undefined;
}

export interface ExplainedCover {
  readonly list: DescribedStep;
  readonly signedHeaders: DescribedStep;
  readonly signingString: DescribedStep;
  readonly signature: DescribedStep;
  readonly lines: readonly ExplainedLine[];
  readonly signed?: string;
}

/** What is signed and whether the signature is one of it: the same for both families. */
export async function explainCover(
  profile: SignatureProfile,
  message: HttpMessage,
  fields: HeaderFields,
  claims: SignatureClaims,
  setup: ExplanationSetup,
): Promise<ExplainedCover> {
  const rule = message.status === undefined ? profile.request : profile.response;
  const names = explainHeaderList(claims.list?.outcome, claims.list?.text);
  const options = { requestTarget: profile.requestTarget, limit: setup.limits.other };
  const { step: signingString, lines } = explainSigningLines(names.value, message, fields, options);
  const base = createBase(claims, names.value, createLookup(message, fields, options));
  const strict = names.step.verdict === 'fine' ? toSigningLines(lines) : undefined;
  const signature = explainSignatureValue(
    base,
    base === undefined || strict === undefined ? undefined : await claims.verify?.(renderSigningString(strict)),
    base === undefined ? [] : deviationsOf(base, claims, message, Object.keys(rule.fields), setup),
    setup.attempts,
  );
  return {
    list: names.step,
    signedHeaders: explainSignedHeaders(rule, names.value, fields),
    signingString,
    lines,
    signature: signature.step,
    ...(signature.signed === undefined ? {} : { signed: signature.signed }),
  };
}

/** The attempt that is the profile's, if there is enough for one. */
function createBase(
  { signer, scheme, signatureText, form }: SignatureClaims,
  names: readonly string[] | undefined,
  find: SignatureAttempt['find'],
): SignatureAttempt | undefined {
  if (signer === undefined || scheme === undefined || signatureText === undefined || names === undefined)
    return undefined;
  return { ...LAYOUT, ...form, names, find, signatureText, scheme, key: signer.key };
}

/** As `renderSigningString` writes it. */
const LAYOUT = {
  spell: (name: string) => name,
  colon: ': ',
  join: '\n',
  end: '',
  encode: encodeSigningString,
} as const;

function deviationsOf(
  { names }: SignatureAttempt,
  { list, signer }: SignatureClaims,
  message: HttpMessage,
  expected: readonly string[],
  { given }: ExplanationSetup,
) {
  if (signer === undefined) return [];
  const other = given === undefined ? undefined : toKey(given);
  return createSignatureDeviations({ message, names, spelled: list?.spelled ?? [], expected, signer, other });
}
