import type { JsonWebKey } from 'node:crypto';
import type { Schemas } from '@openxs2a/xs2a/types';

/** How a PSU can prove to have something, as the wire has it (Guidelines 1.3.8, 14.8), and whether that works decoupled. */
export interface AuthenticationMethod {
  /** Opaque, at most 35 characters. */
  readonly authenticationMethodId: string;
  readonly authenticationType: Schemas['authenticationType'];
  readonly authenticationVersion?: string;
  /** What the PSU calls it. */
  readonly name: string;
  /** The end of a phone number or mail address, say. */
  readonly explanation?: string;
  /** The PSU approves on a device of its own; there is no code. */
  readonly decoupled: boolean;
}

/**
 * Any of the PSU's passkeys. The standard has no type for it and no field for what a passkey answers, so it is for the bank's
 * pages alone: what goes to a TPP takes no such type.
 */
export interface PasskeyMethod {
  readonly authenticationMethodId: typeof PASSKEY;
  readonly authenticationType: 'PASSKEY';
  readonly name: string;
  /** What the PSU calls them. */
  readonly explanation: string;
  readonly decoupled: false;
}

/** The one id for all passkeys of whichever PSU: its device knows which of them it has. */
export const PASSKEY = 'passkey';

/** What a PSU can choose from on a page of the bank. */
export type PageMethod = AuthenticationMethod | PasskeyMethod;

export type NewMethod = CodeMethod | ReaderMethod | DeviceMethod;

/** Codes are sent to an address: `+491701234567`, `maria@mail.example`, or the address of an app. */
export interface CodeMethod {
  readonly authenticationType: 'SMS_OTP' | 'SMTP_OTP' | 'PUSH_OTP';
  readonly name: string;
  readonly authenticationVersion?: string;
  readonly address: string;
}

/** A reader that shares a secret of 20 to 64 bytes with the bank and makes codes from what is typed into it (RFC 6287). */
export interface ReaderMethod {
  readonly authenticationType: 'CHIP_OTP';
  readonly name: string;
  readonly authenticationVersion?: string;
  readonly secret: Uint8Array;
}

/** A device with a key of its own, P-256 or Ed25519, of which the bank knows the public part. */
export interface DeviceMethod {
  readonly authenticationType: 'PUSH_OTP';
  readonly name: string;
  readonly authenticationVersion?: string;
  readonly deviceKey: JsonWebKey;
}
