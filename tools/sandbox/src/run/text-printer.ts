import { dirname, join } from 'node:path';
import { BANK_NAMES } from '../bank/bank-names.ts';
import { OPERATOR } from '../bank/people.ts';
import { PEOPLE } from '../qtsp/people.ts';
import { findDataPath } from './data-path.ts';
import { createRefusalTable, createUseTable, renderReport, renderTotals, sumUp } from './print-text.ts';
import { listReady, type Printer, SUGGESTED_PSU } from './printer.ts';
import { toShortPath } from './short-path.ts';
import { wrap } from './wrap.ts';

export interface TextOptions {
  /** Columns of the terminal; undefined where there is none. */
  readonly width?: number | undefined;
  /** Where the reader stands: paths are told from there. */
  readonly from: string;
}

/** Where nobody looks at columns, there is room. */
const NO_TERMINAL = 120;

/** For a person at a terminal, as it happens. */
export function createTextPrinter(write: (text: string) => void, { width = NO_TERMINAL, from }: TextOptions): Printer {
  const line = (text = '') => write(`${text}\n`);
  const say = (label: string, text: string) => {
    const [first = '', ...others] = wrap(text, width, ' '.repeat(LABEL));
    line(`  ${label}`.padEnd(LABEL) + first.trimStart());
    for (const other of others) line(other);
  };
  const short = (file: string) => toShortPath(from, file);
  const tables = { use: createUseTable(width), refusals: createRefusalTable(width) };
  const titles = { use: 'What a TPP does', refusals: 'What is refused' };
  let reports = 0;
  let calls = 0;
  let isUp = false;
  let chapter: keyof typeof titles | undefined;
  return {
    opened(data) {
      line('State');
      say('folder', `${short(data.path)}, for its owner alone`);
      if (data.removed.length > 0) say('removed', data.removed.join(', '));
      if (data.foreign.length > 0) say('left alone', `${data.foreign.join(', ')}: not ours`);
    },
    generated(report) {
      if (reports++ === 0) line('\nGenerated code');
      line(renderReport(report));
    },
    qtspUp(qtsp, data) {
      line('\nTrust service provider (QTSP)');
      if (qtsp.left !== undefined) say('made anew', `port ${qtsp.left}, which all certificates named, is taken`);
      sayTaken(say, qtsp.taken);
      say('state', qtsp.isNew ? 'root, issuing certificate and keys made' : 'as it was left');
      say('CRL, OCSP', qtsp.publicUrl);
      say('pages', `${qtsp.secureUrl}/`);
      say('', `its root is ${short(join(data.of.qtsp, 'root.pem'))}`);
      say('', `sign in as ${Object.values(PEOPLE).join(' or ')}; passwords in ${short(data.secrets.file)}`);
    },
    bankUp(bank) {
      line(`\n${bank.title}, on mutual TLS by its QWAC, answers sealed by its QSealC`);
      sayTaken(say, bank.taken);
      say('interface', `${bank.baseUrl}/v1`);
      say('people', `${bank.pagesUrl}/`);
      say('metrics', `${bank.operationsUrl}/metrics`);
      say('database', short(bank.database));
      say('folder', `${short(dirname(bank.profile))}: messages to customers; profile.json, to be changed`);
    },
    step(step) {
      if (chapter !== step.chapter) {
        chapter = step.chapter;
        line(`\n${titles[chapter]}`);
        line(tables[chapter].head);
      }
      const number = step.status === undefined ? '' : String(++calls);
      for (const row of tables[chapter].rows(step, number)) line(row);
    },
    driven: (steps) => line(`\n${renderTotals(sumUp(steps))}`),
    message({ to, text }) {
      // before, they are the journey's
      if (isUp) for (const part of wrap(`To ${to}: ${text}`, width, '  ')) line(part);
    },
    stayingUp({ reference, names, tpp, banks, data }) {
      const all = BANK_NAMES.map((name) => banks[name]);
      const sayEach = (label: string, texts: readonly string[]) =>
        texts.forEach((text, at) => {
          say(at === 0 ? label : '', text);
        });
      isUp = true;
      line('\nIn a browser: the TPP shows you your accounts once you have agreed at the bank');
      sayTaken(say, tpp.taken === undefined ? [] : [tpp.taken]);
      say('begin at', `${tpp.url}, by redirect, by OAuth, on your device or through the TPP`);
      say(
        'log in as',
        `${SUGGESTED_PSU}, with "${banks.bank.passwordOf(SUGGESTED_PSU)}", at either bank; others have such passwords, too`,
      );
      say('your code', `comes here and in ${all.map(({ messages }) => short(messages)).join(', ')}`);
      sayEach(
        'your device',
        all.map(({ pagesUrl }) => `${pagesUrl}/approvals`),
      );
      sayEach(
        'consents',
        all.map(({ pagesUrl }) => `${pagesUrl}/`),
      );
      sayEach(
        'operator',
        all.map(({ pagesUrl }) => `${pagesUrl}/operator`),
      );
      say('', `as ${OPERATOR}; passwords in ${short(data.secrets.file)}`);
      line('\nTry it: the TPP has another consent, and these requests are signed already');
      const ready = listReady(data).map(({ file, what }) => [`curl -K ${short(file)}`, what] as const);
      const longest = Math.max(...ready.map(([command]) => command.length));
      for (const [command, what] of ready) line(`  ${command.padEnd(longest)}  ${what}`);
      line('Any other request, as a command with certificate and signature; "| sh" sends it:');
      const where = data.path === findDataPath(undefined, from) ? '' : ` --data ${short(data.path)}`;
      line(`  npm run -s sign -w @openxs2a/sandbox -- GET '/v1/accounts?withBalance=true'${where}`);
      line('\nAPI reference');
      sayTaken(say, reference.taken === undefined ? [] : [reference.taken]);
      line(`  ${reference.url}/`);
      for (const name of names) line(`  ${reference.url}/apis/${name}/explorer`);
      line('\nCtrl-C stops it.');
    },
    finished() {},
  };
}

const LABEL = 14;

const sayTaken = (say: (label: string, text: string) => void, ports: readonly number[]) =>
  ports.forEach((port) => {
    say('ports', `${port} is taken, so another one is used`);
  });
