import type { HttpMessage } from '../message.ts';
import type { JwsProfile } from '../profile.ts';
import { type SigningCertificate, toSigningCertificate } from '../steps/certificate.ts';
import { checkDigest } from '../steps/digest.ts';
import { type HeaderFields, hasField, indexHeaders, readOnlyField } from '../steps/fields.ts';
import { checkFreshness } from '../steps/freshness.ts';
import { checkHeaderNames, checkSignedHeaders } from '../steps/signed-headers.ts';
import { collectSigningLines, encodeSigningString, renderSigningString } from '../steps/signing-string.ts';
import { accept, refuse, type SignatureVerdict, type Step } from '../verdict.ts';
import type { JwsSetup } from '../verification-setup.ts';
import { chooseJwsAlgorithm } from './algorithm.ts';
import { checkJwsSignature } from './check-signature.ts';
import { type ProtectedHeader, parseDetachedJws } from './detached-jws.ts';

/** The checks in their order: what carries the signature, what it says, what it covers, when, the body, the signature. */
export async function verifyJws(profile: JwsProfile, message: HttpMessage, setup: JwsSetup): Promise<SignatureVerdict> {
  const { limits } = setup;
  const side = message.status === undefined ? 'request' : 'response';
  const fields = indexHeaders(message.headers);

  const signatureField = readOnlyField(fields, 'x-jws-signature', limits.jws, 'signature-missing');
  if (!signatureField.accepted) return signatureField;
  const digestField = readOnlyField(fields, 'digest', limits.digest, 'digest-missing');
  if (!digestField.accepted) return digestField;

  const jws = parseDetachedJws(signatureField.evidence);
  if (!jws.accepted) return jws;
  const { header } = jws.evidence;

  const signer = findSigner(header, fields, profile.certificateHeader[side].toLowerCase(), setup);
  if (!signer.accepted) return signer;
  const { certificate, key, kind } = signer.evidence;

  const algorithm = chooseJwsAlgorithm(profile.algorithms, header.alg, kind, certificate.key.curve);
  if (!algorithm.accepted) return algorithm;

  const names = readPars(header.pars);
  if (!names.accepted) return names;
  const signedHeaders = checkSignedHeaders(profile[side], names.evidence, fields);
  if (!signedHeaders.accepted) return signedHeaders;

  const { requestTarget } = profile;
  const lines = collectSigningLines(names.evidence, message, fields, { requestTarget, limit: limits.other });
  if (!lines.accepted) return lines;

  const fresh = checkFreshness(profile.freshness, header.signedAt.time, setup.clock(), header.signedAt.text);
  if (!fresh.accepted) return fresh;

  const digest = checkDigest(profile.digest, digestField.evidence, message.body);
  if (!digest.accepted) return digest;

  const payload = encodeSigningString(renderSigningString(lines.evidence));
  const valid = await checkJwsSignature(jws.evidence, algorithm.evidence, key, payload);
  if (!valid.accepted) return valid;

  return accept({
    profile: profile.name,
    certificate,
    chain: header.x5c.slice(1),
    algorithm: algorithm.evidence,
    digestAlgorithm: digest.evidence,
    signedHeaders: names.evidence,
    ...(header.signedAt.time === undefined ? {} : { signedAt: header.signedAt.time }),
  });
}

/** `pars` may be written in any case (TS 119 182-1, 5.2.8.2 has the lines in lower case). */
export function readPars(pars: readonly string[]): Step<readonly string[]> {
  return checkHeaderNames(
    pars.map((name) => name.toLowerCase()),
    pars.join(' '),
  );
}

/** The certificate inside the JWS, else the one in a header, else one that we know by its thumbprint. */
export function findSigner(
  { x5c: [own], thumbprint }: ProtectedHeader,
  fields: HeaderFields,
  headerName: string,
  setup: Pick<JwsSetup, 'limits' | 'readCertificate' | 'findCertificate'>,
): Step<SigningCertificate> {
  const found = own === undefined ? findOutside(thumbprint, fields, headerName, setup) : setup.readCertificate(own);
  if (!found.accepted || thumbprint === undefined) return found;
  const expected = Buffer.from(found.evidence.certificate.fingerprint, 'hex').toString('base64url');
  return thumbprint === expected
    ? found
    : refuse('key-id-mismatch', { part: 'x5t#S256', found: thumbprint.slice(0, 100), expected });
}

function findOutside(
  thumbprint: string | undefined,
  fields: HeaderFields,
  headerName: string,
  { limits, readCertificate, findCertificate }: Pick<JwsSetup, 'limits' | 'readCertificate' | 'findCertificate'>,
): Step<SigningCertificate> {
  if (hasField(fields, headerName)) {
    const field = readOnlyField(fields, headerName, limits.certificate, 'certificate-missing');
    return field.accepted ? readCertificate(field.evidence) : field;
  }
  const known = thumbprint === undefined ? undefined : findCertificate?.(thumbprint);
  return known === undefined ? refuse('certificate-missing', { header: headerName }) : toSigningCertificate(known);
}
