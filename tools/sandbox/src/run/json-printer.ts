import { totalOf } from './generate-stale.ts';
import { sumUp } from './print-text.ts';
import { listReady, type Printer } from './printer.ts';

/** One JSON document, once there is nothing more to come. */
export function createJsonPrinter(write: (text: string) => void): Printer {
  const generated: unknown[] = [];
  const banks: Record<string, unknown> = {};
  const found: Record<string, unknown> = { generated, banks };
  return {
    opened({ path, removed, foreign }) {
      found['data'] = { path, removed, foreign };
    },
    generated(report) {
      const { spec, out, status, files } = report;
      generated.push({ spec, out, status, written: files.written.length, milliseconds: totalOf(report) });
    },
    qtspUp({ publicUrl, secureUrl, isNew, left, taken }) {
      found['qtsp'] = { publicUrl, secureUrl, isNew, left, taken };
    },
    bankUp({ name, baseUrl, operationsUrl, pagesUrl, database, messages, profile, taken }) {
      const bank = { bank: baseUrl, operations: operationsUrl, pages: pagesUrl };
      const state = { database, messages, profile, taken };
      banks[name] = { ...bank, state };
      // the first as it was told when there was no other
      if (name === 'bank') Object.assign(found, bank, { state });
    },
    step() {},
    message() {},
    driven(steps) {
      found['steps'] = steps;
      found['totals'] = sumUp(steps);
    },
    stayingUp({ reference: { url }, names, tpp, data }) {
      found['tpp'] = tpp.url;
      found['ready'] = listReady(data).map(({ file }) => file);
      found['reference'] = [`${url}/`, ...names.map((name) => `${url}/apis/${name}/explorer`)];
    },
    finished: () => write(`${JSON.stringify(found, null, 2)}\n`),
  };
}
