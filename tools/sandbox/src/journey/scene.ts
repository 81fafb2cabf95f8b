import type { BrowserFetch } from '@openxs2a/bank/testing';
import type { Credentials } from '../certificates/credentials.ts';
import type { Qtsp, QtspCaller, QtspClient } from '../qtsp/qtsp.ts';
import type { Recorder } from './recorder.ts';
import type { BankAddress, Tpp, Tpps } from './tpp.ts';

/** The bank, and what happens there without a TPP having a part in it. */
export interface BankSide extends BankAddress {
  /** As people know it. */
  readonly title: string;
  /** Where its customers are at home. */
  readonly pagesUrl: string;
  passwordOf(psuId: string): string;
  /** The one-time code that was sent last. Throws where there is none. */
  lastCode(): string;
  /** Books something on the first account of the PSU, and says what. */
  bookPayment(): Promise<string>;
  /** The operator lets a TPP in no longer, or again. */
  block(tppId: string): Promise<void>;
  unblock(tppId: string): Promise<void>;
}

/** Everybody who takes part, at one of the banks. */
export interface Scene {
  readonly qtsp: Qtsp;
  readonly bank: BankSide;
  readonly recorder: Recorder;
  readonly tpps: Tpps;
  /** How browsers of people go out. */
  readonly browse: BrowserFetch;
  /** The calendar day at the bank. */
  readonly today: string;
  /** Whose accounts are read. */
  readonly psuId: string;
  /** Certificates of the competitor, and of the one that may only initiate payments. */
  readonly other: Credentials;
  readonly pisp: Credentials;
}

/** The TPP that is followed, once it has certificates. */
export interface Actor {
  readonly tpp: Tpp;
  readonly credentials: Credentials;
}

/** A call of the QTSP that is among the steps. */
export const connectToQtsp = ({ qtsp, recorder }: Scene, caller: Omit<QtspCaller, 'watch'>): QtspClient =>
  qtsp.connect({ ...caller, watch: recorder.watch });
