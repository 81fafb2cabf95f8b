import type { GenerateReport } from '@openxs2a/generate';
import type { Step } from '../journey/recorder.ts';
import { totalOf } from './generate-stale.ts';
import { GUARD_NOTE } from './guard-note.ts';
import type { Listener } from './listen.ts';
import { renderReport, renderStep, renderTaken, renderTotals, STEPS_HEAD, sumUp } from './print-text.ts';

/** Hears what happens, in this order. */
export interface Printer {
  generated(report: GenerateReport): void;
  bankUp(bank: Listener & { readonly baseUrl: string }): void;
  step(step: Step): void;
  driven(steps: readonly Step[]): void;
  referenceUp(reference: Listener, names: readonly string[]): void;
  /** Nothing more will happen before the end. */
  finished(): void;
}

type Write = (text: string) => void;

export function createTextPrinter(write: Write): Printer {
  const line = (text = '') => write(`${text}\n`);
  let reports = 0;
  let steps = 0;
  return {
    generated(report) {
      if (reports++ === 0) line('Generated code');
      line(renderReport(report));
    },
    bankUp(bank) {
      line('\nBank');
      const taken = renderTaken('the bank', bank);
      if (taken !== undefined) line(`  ${taken}`);
      line(`  account information at ${bank.baseUrl}`);
      line(`  ${GUARD_NOTE}`);
      line('\nJourney of a TPP');
      line(STEPS_HEAD);
    },
    step: (step) => line(renderStep(step, ++steps)),
    driven: (all) => line(renderTotals(sumUp(all))),
    referenceUp(reference, names) {
      line('\nAPI reference');
      const taken = renderTaken('the reference', reference);
      if (taken !== undefined) line(`  ${taken}`);
      line(`  ${reference.url}/`);
      for (const name of names) line(`  ${reference.url}/apis/${name}/explorer`);
      line('\nCtrl-C stops it.');
    },
    finished() {},
  };
}

/** One JSON document, once there is nothing more to come. */
export function createJsonPrinter(write: Write): Printer {
  const generated: unknown[] = [];
  const found: Record<string, unknown> = { generated };
  return {
    generated(report) {
      const { spec, out, status, files } = report;
      generated.push({ spec, out, status, written: files.written.length, milliseconds: totalOf(report) });
    },
    bankUp({ baseUrl }) {
      found['bank'] = baseUrl;
    },
    step() {},
    driven(steps) {
      found['steps'] = steps;
      found['totals'] = sumUp(steps);
    },
    referenceUp({ url }, names) {
      found['reference'] = [`${url}/`, ...names.map((name) => `${url}/apis/${name}/explorer`)];
    },
    finished: () => write(`${JSON.stringify(found, null, 2)}\n`),
  };
}
