import type { PostedMessage } from '@openxs2a/bank/testing';
import type { GenerateReport } from '@openxs2a/generate';
import type { PerBank } from '../bank/bank-names.ts';
import type { OpenBank } from '../bank/open-bank.ts';
import { READY, type ReadyName, readyFile } from '../curl/trial.ts';
import type { Step } from '../journey/recorder.ts';
import type { OpenQtsp } from '../qtsp/open-qtsp.ts';
import type { DataFolder } from '../state/data-folder.ts';
import type { OpenTpp } from '../tpp/open-tpp.ts';
import type { Listener } from './listen.ts';

/** Hears what happens, in this order. */
export interface Printer {
  opened(data: DataFolder): void;
  generated(report: GenerateReport): void;
  qtspUp(qtsp: OpenQtsp, data: DataFolder): void;
  /** For each of them. */
  bankUp(bank: OpenBank): void;
  step(step: Step): void;
  /** To a customer of a bank, at any time. */
  message(message: PostedMessage): void;
  driven(steps: readonly Step[]): void;
  /** Everything stays up. */
  stayingUp(up: StayingUp): void;
  /** Nothing more will happen before the end. */
  finished(): void;
}

export interface StayingUp {
  readonly reference: Listener;
  /** Of its specifications. */
  readonly names: readonly string[];
  readonly tpp: OpenTpp;
  readonly banks: PerBank<OpenBank>;
  readonly data: DataFolder;
}

/** One of the customers of both banks that a person may be: it has two accounts, codes and a device. */
export const SUGGESTED_PSU = 'personal';

/** The files of ready-made requests, with what they are. */
export const listReady = (data: DataFolder) =>
  // holds: the keys of the record are the names
  (Object.entries(READY) as [ReadyName, string][]).map(([name, what]) => ({
    file: readyFile(data.of.tpp, name),
    what,
  }));
