import { readSignatureField } from '../../http-signature/verify.ts';
import type { HttpMessage } from '../../message.ts';
import type { HttpSignatureProfile } from '../../profile.ts';
import { decodeBase64 } from '../../steps/base64.ts';
import { indexHeaders, readOnlyField } from '../../steps/fields.ts';
import { parseHttpDate } from '../../steps/freshness.ts';
import { verifyBytes } from '../../steps/scheme.ts';
import { parseHeaderList } from '../../steps/signed-headers.ts';
import { encodeSigningString } from '../../steps/signing-string.ts';
import { accept, refuse } from '../../verdict.ts';
import { explainCover, type SignatureClaims } from '../explain-cover.ts';
import type { ExplanationSetup, FamilyExplanation } from '../setup.ts';
import { explainCarrier } from '../steps/explain-carrier.ts';
import { type ExplainedCertificate, explainCertificate } from '../steps/explain-certificate.ts';
import { explainDigest } from '../steps/explain-digest.ts';
import { explainFreshness, type SigningTime } from '../steps/explain-freshness.ts';
import type { ExplainedLine } from '../steps/explain-signing-string.ts';
import { type ExplainedAlgorithm, explainAlgorithm } from './explain-algorithm.ts';
import { explainKeyId } from './explain-key-id.ts';
import { type ExplainedParameters, explainParameters } from './explain-parameters.ts';

/** The steps of `verifyHttpSignature`, in its order, each going on with the best that those before it found. */
export async function explainHttpSignature(
  profile: HttpSignatureProfile,
  message: HttpMessage,
  setup: ExplanationSetup,
): Promise<FamilyExplanation> {
  const { limits, given, now, readCertificate } = setup;
  const fields = indexHeaders(message.headers);
  const signatureField = readSignatureField(profile.signatureHeader, fields, limits.signature);
  const carrier = explainCarrier('signature-header', signatureField, message, profile.signatureHeader);
  const digestField = readOnlyField(fields, 'digest', limits.digest, 'digest-missing');
  const digest = explainCarrier('digest-header', digestField, message, 'Digest');
  const certificateName = profile.certificateHeader[message.status === undefined ? 'request' : 'response'];
  const certificateField = readOnlyField(
    fields,
    certificateName.toLowerCase(),
    limits.certificate,
    'certificate-missing',
  );
  const certificate = explainCarrier('certificate-header', certificateField, message, certificateName);

  const read = certificate.value === undefined ? undefined : readCertificate(certificate.value);
  const signer = explainCertificate(read, certificate.value, given);
  const parameters = explainParameters(carrier.value, profile.parameters);
  const keyId = explainKeyId(profile.keyId, parameters.value, signer.value?.certificate, given);
  const algorithm = explainAlgorithm(profile.algorithms, parameters.value.algorithm, signer.value);
  const claims = toClaims(profile, signer, parameters, algorithm);
  const cover = await explainCover(profile, message, fields, claims, setup);
  return {
    steps: [
      carrier.step,
      digest.step,
      certificate.step,
      signer.step,
      parameters.step,
      keyId,
      algorithm.step,
      cover.list,
      cover.signedHeaders,
      cover.signingString,
      explainFreshness(profile.freshness, readDate(cover.lines), now),
      explainDigest(profile.digest, digest.value, message.body, setup.attempts),
      cover.signature,
    ],
    certificate: signer.value?.certificate,
    cover,
  };
}

/** A date counts where it is signed. */
function readDate(lines: readonly ExplainedLine[]): SigningTime | undefined {
  const [text] = lines.flatMap((line) => (line.name === 'date' && 'value' in line ? [line.value] : []));
  return text === undefined ? undefined : { text, time: parseHttpDate(text) };
}

function toClaims(
  profile: HttpSignatureProfile,
  signer: ExplainedCertificate,
  parameters: ExplainedParameters,
  algorithm: ExplainedAlgorithm,
): SignatureClaims {
  const { headers, signature = '' } = parameters.value;
  const list =
    headers === undefined
      ? undefined
      : { outcome: parseHeaderList(headers, profile.headerNames), text: headers, spelled: headers.split(/\s+/) };
  const isRead = [signer.step, parameters.step].every(({ verdict }) => verdict === 'fine');
  const { chosen } = algorithm;
  const [key, bytes] = [signer.value?.key, decodeBase64(signature)];
  const verify = (signingString: string) =>
    key !== undefined &&
    bytes !== undefined &&
    chosen !== undefined &&
    verifyBytes(chosen, key, encodeSigningString(signingString), bytes)
      ? accept(undefined)
      : refuse('signature-mismatch');
  return {
    list,
    signer: signer.value,
    scheme: algorithm.value,
    signatureText: parameters.value.signature,
    form: { decode: decodeBase64, frame: (payload) => payload, ecdsaEncoding: 'der' },
    verify: isRead && chosen !== undefined ? verify : undefined,
  };
}
