import { join } from 'node:path';
import { DEMO_CREDENTIALS } from '@openxs2a/authorization-server/demo';
import { CONFIG, makeOperatorLine, startBank } from '@openxs2a/bank';
import type { PostedMessage } from '@openxs2a/bank/testing';
import { createCalendar } from '@openxs2a/core-banking';
import { type Log, systemRandom as random, readConfig } from '@openxs2a/service';
import { equip } from '../certificates/equip.ts';
import type { BankSide } from '../journey/scene.ts';
import { PARTIES } from '../qtsp/parties.ts';
import type { Qtsp } from '../qtsp/qtsp.ts';
import { findPort } from '../run/find-port.ts';
import type { DataFolder } from '../state/data-folder.ts';
import { BANK_FOLDERS, type BankName, type BankPorts } from './bank-names.ts';
import { createBooking } from './book-payment.ts';
import { createOperator } from './operator.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { OPERATOR, operatorSecret } from './people.ts';
import { FIRST_PROFILES, keepProfile } from './profile.ts';

export interface OpenBank extends BankSide {
  readonly name: BankName;
  /** Health and metrics. */
  readonly operationsUrl: string;
  /** Where it keeps its state: a file, or the name of the store. */
  readonly database: string;
  /** The file with what it has sent to its customers. */
  readonly messages: string;
  /** The file of its profile. */
  readonly profile: string;
  /** Ports that were wanted, and that something else has. */
  readonly taken: readonly number[];
  /** The calendar day. */
  readonly today: string;
  close(): Promise<void>;
}

export interface BankOptions {
  readonly name: BankName;
  readonly data: DataFolder;
  readonly qtsp: Qtsp;
  readonly ports: BankPorts;
  /** In place of SQLite in the folder: the URL of PostgreSQL. */
  readonly databaseUrl?: string | undefined;
  /** Whose account is booked on. */
  readonly psuId: string;
  /** Hears of each message to a customer. */
  readonly onMessage: (message: PostedMessage) => void;
  readonly log: Log;
}

const TPP = PARTIES.tpp.organizationIdentifier;

/** A bank, on mutual TLS, with certificates of the QTSP and demo PSUs in its ledger. */
export async function openBank(options: BankOptions): Promise<OpenBank> {
  const { name, data, qtsp, ports, databaseUrl, psuId, log } = options;
  const folder = data.of[name];
  const file = join(folder, 'bank.db');
  const profile = await keepProfile(folder, FIRST_PROFILES[name]);
  const [host] = PARTIES[name].dnsNames;
  const found = {
    interface: await findPort(ports.interface),
    operations: await findPort(ports.operations),
    pages: await findPort(ports.pages),
  };
  await using stack = new AsyncDisposableStack();
  const outbox = await openOutbox(join(folder, 'messages'), options.onMessage);
  stack.defer(() => outbox.close());
  const pagesUrl = `http://${host}:${found.pages.port}`;
  const xs2aUrl = `https://${host}:${found.interface.port}`;
  const env = {
    DATABASE_URL: databaseUrl ?? file,
    PROFILE: profile.file,
    PORT: String(found.interface.port),
    OPERATIONS_PORT: String(found.operations.port),
    ...(await certify(options)),
    PAN_KEY: await data.secrets.get(`digests of the ${BANK_FOLDERS[name]}'s card numbers`),
    LINK_KEY: await data.secrets.get(`the ${BANK_FOLDERS[name]}'s links to further pages`),
    ...(await authenticate(options, outbox)),
    PAGES_URL: pagesUrl,
    PAGES_PORT: String(found.pages.port),
    XS2A_URL: xs2aUrl,
    DEMO: 'true',
  };
  const started = await startBank(readConfig(CONFIG, env), log);
  stack.defer(() => started.close(0));
  const operator = createOperator(started.gateway.directory);
  await operator.unblockLeft(TPP);
  const held = stack.move();
  return {
    name,
    title: profile.title,
    block: operator.block,
    unblock: operator.unblock,
    baseUrl: `${xs2aUrl}${profile.basePath}`,
    ca: qtsp.root,
    operationsUrl: started.operationsUrl,
    database: databaseUrl === undefined ? file : 'PostgreSQL (DATABASE_URL)',
    profile: profile.file,
    taken: [found.interface, found.operations, found.pages].flatMap(({ taken }) => taken ?? []),
    today: createCalendar(profile.timeZone)(new Date()),
    pagesUrl,
    messages: outbox.file,
    passwordOf: getPassword,
    lastCode: outbox.lastCode,
    bookPayment: createBooking(started.state, psuId),
    close: () => held.disposeAsync(),
  };
}

/** What its customers and its own people are known by, and where codes go: without delay, since one person is many here. */
async function authenticate({ name, data: { secrets } }: BankOptions, outbox: Outbox) {
  const password = await secrets.get(operatorSecret(name));
  return {
    SCA_KEY: await secrets.get(`codes of the ${BANK_FOLDERS[name]}'s customers`),
    PAGES_KEY: await secrets.get(`sessions of the ${BANK_FOLDERS[name]}'s pages`),
    OPERATORS: await makeOperatorLine({ name: OPERATOR, password }, { random }),
    OUTBOX_URL: outbox.url,
    CODES_AT_ONCE: '1000',
  };
}

function getPassword(psuId: string): string {
  const found = DEMO_CREDENTIALS.find(({ psu }) => psu.psuId === psuId);
  if (found === undefined) throw new TypeError(`The demo has no PSU "${psuId}".`);
  return found.password;
}

/** What the bank shows and seals with, and whom it believes. */
async function certify({ name, data, qtsp }: BankOptions) {
  const { qwac, qsealc } = await equip(qtsp, PARTIES[name], data.of[name]);
  return {
    TLS_CERTIFICATE: qwac.certificate,
    TLS_KEY: qwac.key,
    SEAL_CERTIFICATE: qsealc.certificate,
    SEAL_KEY: qsealc.key,
    TRUST_ANCHORS: qtsp.root,
    INTERMEDIATES: qtsp.issuing,
  };
}
