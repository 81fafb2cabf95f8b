import type { AlgorithmNames } from './http-signature/algorithm.ts';
import type { KeyIdRule } from './http-signature/key-id.ts';
import type { ParameterGrammar } from './http-signature/parameters.ts';
import type { JwsAlgorithm } from './jws/algorithm.ts';
import type { DigestRule } from './steps/digest.ts';
import type { Freshness } from './steps/freshness.ts';
import type { HeaderNameCase, SignedHeaders } from './steps/signed-headers.ts';
import type { RequestTarget } from './steps/signing-string.ts';

/**
 * How messages are signed, as data: small switches that do not depend on each other. Take one of `PROFILES`, or make
 * one of it: `{ ...PROFILES.nextgenpsd2, name: 'our-bank', keyId: … }`.
 */
export type SignatureProfile = HttpSignatureProfile | JwsProfile;

interface CommonSwitches {
  readonly name: string;
  /** Who signs like this, and what it loosens. */
  readonly description: string;
  readonly digest: DigestRule;
  /** What a signature of a request covers. */
  readonly request: SignedHeaders;
  /** What a signature of a response covers. */
  readonly response: SignedHeaders;
  /** How old a signature may be that says when it was made; without it, any age will do. */
  readonly freshness?: Freshness;
  /** What `(request-target)` stands for, where it is signed. */
  readonly requestTarget: RequestTarget;
  /** The header with the certificate. The standard names only the TPP's. */
  readonly certificateHeader: { readonly request: string; readonly response: string };
}

/** Headers `Digest`, `Signature` and a certificate: draft-cavage-http-signatures-12 as NextGenPSD2, 12 narrows it. */
export interface HttpSignatureProfile extends CommonSwitches {
  readonly kind: 'http-signature';
  /** `Authorization`: the parameters follow the scheme name `Signature` there (draft-cavage-12, 3.1). */
  readonly signatureHeader: 'Signature' | 'Authorization';
  readonly parameters: ParameterGrammar;
  readonly keyId: KeyIdRule;
  readonly algorithms: AlgorithmNames;
  readonly headerNames: HeaderNameCase;
  /**
   * How a signer writes the certificate: base64 of its DER, PEM in one line, or base64 of a whole PEM. A verifier reads
   * all of them.
   */
  readonly certificateText: 'base64' | 'pem' | 'base64-pem';
}

/** Headers `Digest` and `x-jws-signature`: a detached JWS over headers, TS 119 182-1, 5.2.8.2. */
export interface JwsProfile extends CommonSwitches {
  readonly kind: 'jws';
  readonly algorithms: readonly JwsAlgorithm[];
  /** How a signer gives its certificate: inside the JWS, or its thumbprint there and the certificate in a header. */
  readonly certificate: 'x5c' | 'x5t#S256';
}
