import type { Schemas } from '@openxs2a/xs2a/types';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { ChallengeStatus } from './domain/challenge-state.ts';
import type { AuthenticationMethod } from './method.ts';

/** A code that the PSU is asked for. The code itself is in no value that this package gives out. */
export interface Challenge {
  readonly challengeId: string;
  readonly authorisationId: string;
  readonly authenticationMethod: AuthenticationMethod;
  /** As the wire has it. */
  readonly challengeData: Schemas['challengeData'];
  readonly expiresAt: Date;
}

/** A question to a device of the PSU. */
export interface Approval {
  /** Random; the nonce of what is signed. */
  readonly approvalId: string;
  readonly authorisationId: string;
  readonly authenticationMethodId: string;
  readonly subjectDigest: string;
  /** The sentence that the device shows. */
  readonly shown: string;
  /** What the device signs, to the byte, to say yes or no. */
  readonly texts: { readonly approve: string; readonly refuse: string };
  readonly expiresAt: Date;
}

/** A question to the passkeys of the PSU, for `navigator.credentials.get`. */
export interface PasskeyRequest {
  readonly authorisationId: string;
  readonly options: PublicKeyCredentialRequestOptionsJSON;
  readonly expiresAt: Date;
}

/** What became of what an authorisation last asked of the PSU. */
export interface AskedStatus {
  readonly status: ChallengeStatus;
  readonly psuId: string;
  readonly authenticationMethodId: string;
  /** While a code is awaited, and no longer. */
  readonly challengeData?: Schemas['challengeData'];
  /** While a passkey is awaited, and no longer. */
  readonly passkeyOptions?: PublicKeyCredentialRequestOptionsJSON;
  readonly expiresAt: Date;
}

/** Who answered, by what. */
export interface Answered {
  readonly psuId: string;
  readonly authorisationId: string;
  readonly authenticationMethodId: string;
}
