import type { KeyKind } from '@openxs2a/certificates/issue';
import type { Clock, Log, Random } from '@openxs2a/service';
import type { KeyStore } from '@openxs2a/service/keys';
import type { Database } from '@openxs2a/store';
import type { SigningPolicy } from '../domain/message.ts';
import type { CertificateSource } from './certificate-source.ts';
import type { SealHolder } from './seal.ts';
import type { Uses } from './uses.ts';

/** The TPP, as its certificates name it. */
export interface Organisation {
  readonly organizationIdentifier: string;
  readonly legalName: string;
  readonly country: string;
  readonly commonName: string;
}

/** Everything that the acts of the signing server work with. */
export interface SigningServer {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly seal: SealHolder;
  readonly uses: Uses;
  /** The QTSP; undefined where certificates come and go by hand. */
  readonly source: CertificateSource | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly organisation: Organisation;
  readonly policy: SigningPolicy;
  /** Of keys that are made where nobody says which. */
  readonly keyKind: KeyKind;
  /** Milliseconds before its end that a certificate is renewed by itself. */
  readonly renewBefore: number;
  /** Milliseconds that a retired key is kept. */
  readonly keepRetired: number;
  /** Runs what changes keys, certificates and orders one after the other. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
}
