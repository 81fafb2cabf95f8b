import { checkJwsSignature } from '../../jws/check-signature.ts';
import { type ProtectedHeader, renderSigningInput } from '../../jws/detached-jws.ts';
import { findSigner, readPars } from '../../jws/verify.ts';
import type { HttpMessage } from '../../message.ts';
import type { JwsProfile } from '../../profile.ts';
import { decodeBase64 } from '../../steps/base64.ts';
import { findField, type HeaderFields, indexHeaders, readOnlyField } from '../../steps/fields.ts';
import { encodeSigningString } from '../../steps/signing-string.ts';
import { explainCover, type SignatureClaims } from '../explain-cover.ts';
import type { ExplanationSetup, FamilyExplanation } from '../setup.ts';
import { explainCarrier } from '../steps/explain-carrier.ts';
import { type ExplainedCertificate, explainCertificate } from '../steps/explain-certificate.ts';
import { explainDigest } from '../steps/explain-digest.ts';
import { explainFreshness } from '../steps/explain-freshness.ts';
import { type ExplainedJwsAlgorithm, explainJwsAlgorithm } from './explain-algorithm.ts';
import { explainHeader, type LooseJws } from './explain-header.ts';
import { hintThumbprint } from './hint-thumbprint.ts';

/** The steps of `verifyJws`, in its order, each going on with the best that those before it found. */
export async function explainJws(
  profile: JwsProfile,
  message: HttpMessage,
  setup: ExplanationSetup,
): Promise<FamilyExplanation> {
  const { limits, now } = setup;
  const fields = indexHeaders(message.headers);
  const signatureField = readOnlyField(fields, 'x-jws-signature', limits.jws, 'signature-missing');
  const carrier = explainCarrier('signature-header', signatureField, message, 'x-jws-signature');
  const digestField = readOnlyField(fields, 'digest', limits.digest, 'digest-missing');
  const digest = explainCarrier('digest-header', digestField, message, 'Digest');

  const jws = explainHeader(carrier.value);
  const certificateName =
    profile.certificateHeader[message.status === undefined ? 'request' : 'response'].toLowerCase();
  const signer = explainSigner(jws.value, fields, certificateName, setup);
  const algorithm = explainJwsAlgorithm(profile.algorithms, jws.value?.header.alg, signer.value);
  const isRead = jws.step.verdict === 'fine' && signer.step.verdict === 'fine';
  const cover = await explainCover(profile, message, fields, toClaims(jws.value, signer, algorithm, isRead), setup);
  return {
    steps: [
      carrier.step,
      digest.step,
      jws.step,
      signer.step,
      algorithm.step,
      cover.list,
      cover.signedHeaders,
      cover.signingString,
      explainFreshness(profile.freshness, jws.value?.header.signedAt, now),
      explainDigest(profile.digest, digest.value, message.body, setup.attempts),
      cover.signature,
    ],
    certificate: signer.value?.certificate,
    cover,
  };
}

/** What a header that cannot be read says. */
const UNREAD: ProtectedHeader = { alg: '', pars: [], signedAt: { text: '', time: undefined }, x5c: [] };

function explainSigner(
  jws: LooseJws | undefined,
  fields: HeaderFields,
  headerName: string,
  { limits, given, readCertificate }: ExplanationSetup,
): ExplainedCertificate {
  const header = { ...UNREAD, ...jws?.header };
  const { x5c, thumbprint } = header;
  const outcome =
    jws === undefined
      ? undefined
      : findSigner(header, fields, headerName, {
          limits,
          readCertificate,
          findCertificate: () => given,
        });
  const explained = explainCertificate(outcome, x5c[0] ?? findField(fields, headerName), given);
  return outcome?.accepted === false && outcome.reason === 'key-id-mismatch' && thumbprint !== undefined
    ? withThumbprintHint(explained, thumbprint, given)
    : explained;
}

function withThumbprintHint(
  explained: ExplainedCertificate,
  thumbprint: string,
  given: ExplanationSetup['given'],
): ExplainedCertificate {
  const { value, step } = explained;
  if (value === undefined) return explained;
  return { value, step: { ...step, hints: [...step.hints, ...hintThumbprint(thumbprint, value.certificate, given)] } };
}

function toClaims(
  jws: LooseJws | undefined,
  signer: ExplainedCertificate,
  { value: scheme, chosen }: ExplainedJwsAlgorithm,
  isRead: boolean,
): SignatureClaims {
  const { pars } = jws?.header ?? {};
  const encodedHeader = jws?.encodedHeader ?? '';
  const prefix = encodeSigningString(renderSigningInput(encodedHeader, ''));
  return {
    list: pars === undefined ? undefined : { outcome: readPars(pars), text: pars.join(' '), spelled: pars },
    signer: signer.value,
    scheme,
    signatureText: jws?.signatureText,
    form: { decode: decodeJose, frame: (payload) => Buffer.concat([prefix, payload]), ecdsaEncoding: 'ieee-p1363' },
    verify: isRead ? createCheck(jws, signer, chosen) : undefined,
  };
}

/** As `verifyJws` does it. */
function createCheck(
  jws: LooseJws | undefined,
  { value: signer }: ExplainedCertificate,
  chosen: ExplainedJwsAlgorithm['chosen'],
): SignatureClaims['verify'] {
  if (jws === undefined || signer === undefined || chosen === undefined) return undefined;
  const signed = { encodedHeader: jws.encodedHeader, encodedSignature: jws.signatureText };
  return (payload) => checkJwsSignature(signed, chosen, signer.key, encodeSigningString(payload));
}

function decodeJose(text: string): Buffer | undefined {
  return decodeBase64(text, 'base64url');
}
