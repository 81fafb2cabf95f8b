import type { HttpMessage } from '../message.ts';
import type { HttpSignatureProfile } from '../profile.ts';
import { decodeBase64 } from '../steps/base64.ts';
import { checkDigest } from '../steps/digest.ts';
import { type HeaderFields, indexHeaders, readOnlyField } from '../steps/fields.ts';
import { checkFreshness, parseHttpDate } from '../steps/freshness.ts';
import { verifyBytes } from '../steps/scheme.ts';
import { checkSignedHeaders } from '../steps/signed-headers.ts';
import { collectSigningLines, encodeSigningString, renderSigningString } from '../steps/signing-string.ts';
import { accept, refuse, type SignatureVerdict, type Step } from '../verdict.ts';
import type { HttpSignatureSetup } from '../verification-setup.ts';
import { chooseScheme } from './algorithm.ts';
import { parseSignatureParameters } from './parameters.ts';

/** The checks in their order: what carries the signature, what it says, what it covers, when, the body, the signature. */
export function verifyHttpSignature(
  profile: HttpSignatureProfile,
  message: HttpMessage,
  { limits, clock, readCertificate, compareKeyId, readHeaderList }: HttpSignatureSetup,
): SignatureVerdict {
  const side = message.status === undefined ? 'request' : 'response';
  const fields = indexHeaders(message.headers);

  const signatureField = readSignatureField(profile.signatureHeader, fields, limits.signature);
  if (!signatureField.accepted) return signatureField;
  const digestField = readOnlyField(fields, 'digest', limits.digest, 'digest-missing');
  if (!digestField.accepted) return digestField;
  const certificateName = profile.certificateHeader[side].toLowerCase();
  const certificateField = readOnlyField(fields, certificateName, limits.certificate, 'certificate-missing');
  if (!certificateField.accepted) return certificateField;

  const signer = readCertificate(certificateField.evidence);
  if (!signer.accepted) return signer;
  const { certificate, key, kind } = signer.evidence;

  const parameters = parseSignatureParameters(signatureField.evidence, profile.parameters);
  if (!parameters.accepted) return parameters;
  const { keyId, rawKeyId, algorithm, headers, signature } = parameters.evidence;
  const bytes = decodeBase64(signature);
  if (bytes === undefined) return refuse('signature-malformed', { parameter: 'signature' });

  const sameKey = compareKeyId(profile.keyId, { value: keyId, raw: rawKeyId }, certificate);
  if (!sameKey.accepted) return sameKey;
  const scheme = chooseScheme(profile.algorithms, algorithm, kind);
  if (!scheme.accepted) return scheme;

  const names = readHeaderList(headers);
  if (!names.accepted) return names;
  const signedHeaders = checkSignedHeaders(profile[side], names.evidence, fields);
  if (!signedHeaders.accepted) return signedHeaders;

  const { requestTarget } = profile;
  const lines = collectSigningLines(names.evidence, message, fields, { requestTarget, limit: limits.other });
  if (!lines.accepted) return lines;

  const date = lines.evidence.find(({ name }) => name === 'date')?.value;
  const signedAt = date === undefined ? undefined : parseHttpDate(date);
  const fresh = date === undefined ? accept(undefined) : checkFreshness(profile.freshness, signedAt, clock(), date);
  if (!fresh.accepted) return fresh;

  const digest = checkDigest(profile.digest, digestField.evidence, message.body);
  if (!digest.accepted) return digest;

  const signingString = encodeSigningString(renderSigningString(lines.evidence));
  if (!verifyBytes(scheme.evidence, key, signingString, bytes))
    return refuse('signature-mismatch', { algorithm: scheme.evidence });

  return accept({
    profile: profile.name,
    certificate,
    chain: [],
    keyId,
    algorithm: scheme.evidence,
    digestAlgorithm: digest.evidence,
    signedHeaders: names.evidence,
    ...(signedAt === undefined ? {} : { signedAt }),
  });
}

/** The parameters, wherever the profile has them. Another scheme of `Authorization` is no signature. */
export function readSignatureField(
  header: HttpSignatureProfile['signatureHeader'],
  fields: HeaderFields,
  limit: number,
): Step<string> {
  const field = readOnlyField(fields, header.toLowerCase(), limit, 'signature-missing');
  if (!field.accepted || header === 'Signature') return field;
  const [, parameters] = /^Signature +(.+)$/is.exec(field.evidence) ?? [];
  return parameters === undefined ? refuse('signature-missing', { header: 'authorization' }) : accept(parameters);
}
