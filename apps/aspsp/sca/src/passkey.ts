import type { Transaction } from '@openxs2a/store';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import type { ScaOutcome } from './outcome.ts';

/** A key pair in a phone, a computer or a security key (WebAuthn 3), of which the bank has the public part. */
export interface Passkey {
  /** As the authenticator named it. */
  readonly passkeyId: string;
  /** What the PSU calls it. */
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
}

/** What a page gives to `navigator.credentials`, and by which id the answer is brought back; once. */
export interface Ceremony<Options> {
  readonly ceremonyId: string;
  readonly options: Options;
}

export interface Passkeys {
  /** For a PSU that has authenticated itself by other means (RTS, Article 24(2)(b)). */
  registrationOptions(request: NamePasskey): Promise<Ceremony<PublicKeyCredentialCreationOptionsJSON>>;
  register(request: RegisterPasskey): Promise<ScaOutcome<Passkey>>;
  /** In the order in which they were registered. */
  list(psuId: string): Promise<readonly Passkey[]>;
  /** What passkeys are asked at the moment ends with it. */
  remove(trx: Transaction, psuId: string, passkeyId: string): Promise<ScaOutcome<{ readonly passkeyId: string }>>;
}

export interface NamePasskey {
  readonly psuId: string;
  /** What the device shows when it asks which passkey is meant. */
  readonly userName: string;
}

export interface RegisterPasskey {
  readonly ceremonyId: string;
  readonly psuId: string;
  readonly name: string;
  /** What the browser gave, as JSON; it may be anything. */
  readonly response: unknown;
}
