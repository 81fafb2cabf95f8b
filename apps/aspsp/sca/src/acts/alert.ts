import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import type { Alert } from '../domain/block.ts';
import type { Outbox } from '../outbox.ts';
import { recordPsu } from '../record.ts';
import { listMethods } from '../store/methods.ts';
import { toMethod } from './methods.ts';

export type AlertKind = Alert | 'unblocked' | 'passkey-cloned';

const TEXTS: Readonly<Record<AlertKind, string>> = {
  'block-threatens':
    'Somebody tried to use your access and failed. If it fails once more, it is blocked until you call us.',
  blocked:
    'Your access is blocked for a while, because it was tried too often without success. If that was not you, call us.',
  'blocked-for-good':
    'Your access is blocked, because it was tried too often without success. Call us to have it opened.',
  'passkey-cloned': 'There seems to be a copy of one of your passkeys. It was not accepted. Remove it, and call us.',
  unblocked: 'Your access is open again. If you did not ask for this, call us.',
};

/** Tells a PSU on every address of its own; returns at once, so that no answer waits for it and tells by its time. */
export type SendAlert = (psuId: string, kind: AlertKind) => void;

export interface Alerts {
  readonly send: SendAlert;
  /** Resolves when none is under way. */
  settled(): Promise<void>;
}

export interface AlertsOptions {
  readonly database: Database;
  readonly log: EventLog;
  readonly outbox: Outbox;
  readonly onError: (error: unknown) => void;
}

/** One after the other for each PSU, so that what it reads last is how it is. */
export function createAlerts(options: AlertsOptions): Alerts {
  const underWay = new Map<string, Promise<void>>();
  return {
    send(psuId, alert) {
      const before = underWay.get(psuId) ?? Promise.resolve();
      const sent = before.then(() => deliver(options, psuId, alert)).catch(options.onError);
      underWay.set(psuId, sent);
      sent.finally(() => {
        if (underWay.get(psuId) === sent) underWay.delete(psuId);
      });
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}

async function deliver({ database, log, outbox }: AlertsOptions, psuId: string, alert: AlertKind): Promise<void> {
  const addressed = (await listMethods(database, psuId)).flatMap((method) =>
    method.address === undefined ? [] : [{ to: method.address, method: toMethod(method) }],
  );
  const results = await Promise.allSettled(addressed.map(async (to) => outbox.send({ ...to, text: TEXTS[alert] })));
  const delivered = results.filter(({ status }) => status === 'fulfilled').length;
  await log.append(database, recordPsu('sca-alerted', psuId, { alert, delivered, failed: results.length - delivered }));
}
