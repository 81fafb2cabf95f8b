import { join } from 'node:path';
import { CONFIG, startBank } from '@openxs2a/bank';
import { createCalendar } from '@openxs2a/core-banking';
import { type Log, readConfig } from '@openxs2a/service';
import { equip } from '../certificates/equip.ts';
import type { BankSide } from '../journey/scene.ts';
import { PARTIES } from '../qtsp/parties.ts';
import type { Qtsp } from '../qtsp/qtsp.ts';
import { findPort } from '../run/find-port.ts';
import type { DataFolder } from '../state/data-folder.ts';
import { createAuthorise } from './authorise.ts';
import { createBooking } from './book-payment.ts';
import { createOperator } from './operator.ts';
import { keepProfile } from './profile.ts';

export interface BankPorts {
  readonly bank: number;
  readonly operations: number;
}

export interface OpenBank extends BankSide {
  /** Health and metrics. */
  readonly operationsUrl: string;
  /** Where it keeps its state: a file, or the name of the store. */
  readonly database: string;
  /** The file of its profile. */
  readonly profile: string;
  /** Ports that were wanted, and that something else has. */
  readonly taken: readonly number[];
  /** The calendar day. */
  readonly today: string;
  close(): Promise<void>;
}

export interface BankOptions {
  readonly data: DataFolder;
  readonly qtsp: Qtsp;
  readonly ports: BankPorts;
  /** In place of SQLite in the folder: the URL of PostgreSQL. */
  readonly databaseUrl?: string | undefined;
  /** Whose consents are authorised. */
  readonly psuId: string;
  readonly log: Log;
}

const TPP = PARTIES.tpp.organizationIdentifier;
const [HOST] = PARTIES.bank.dnsNames;

/** The bank, on mutual TLS, with certificates of the QTSP and demo PSUs in its ledger. */
export async function openBank(options: BankOptions): Promise<OpenBank> {
  const { data, qtsp, ports, databaseUrl, psuId, log } = options;
  const file = join(data.of.bank, 'bank.db');
  const profile = await keepProfile(data.of.bank);
  const found = { bank: await findPort(ports.bank), operations: await findPort(ports.operations) };
  const config = readConfig(CONFIG, {
    DATABASE_URL: databaseUrl ?? file,
    PROFILE: profile.file,
    PORT: String(found.bank.port),
    OPERATIONS_PORT: String(found.operations.port),
    ...(await certify(options)),
    PAN_KEY: await data.secrets.get("digests of the bank's card numbers"),
    LINK_KEY: await data.secrets.get("the bank's links to further pages"),
    DEMO: 'true',
  });
  await using stack = new AsyncDisposableStack();
  const { state, gateway, ...started } = await startBank(config, log);
  stack.defer(() => started.close(0));
  const { unblockLeft, ...operator } = createOperator(gateway.directory);
  await unblockLeft(TPP);
  const held = stack.move();
  return {
    ...operator,
    baseUrl: `https://${HOST}:${new URL(started.url).port}${profile.basePath}`,
    ca: qtsp.root,
    operationsUrl: started.operationsUrl,
    database: databaseUrl === undefined ? file : 'PostgreSQL (DATABASE_URL)',
    profile: profile.file,
    taken: [found.bank, found.operations].flatMap(({ taken }) => taken ?? []),
    today: createCalendar(profile.timeZone)(new Date()),
    authorise: createAuthorise(state, TPP, psuId),
    bookPayment: createBooking(state, psuId),
    close: () => held.disposeAsync(),
  };
}

/** What the bank shows and seals with, and whom it believes. */
async function certify({ data, qtsp }: BankOptions) {
  const { qwac, qsealc } = await equip(qtsp, PARTIES.bank, data.of.bank);
  return {
    TLS_CERTIFICATE: qwac.certificate,
    TLS_KEY: qwac.key,
    SEAL_CERTIFICATE: qsealc.certificate,
    SEAL_KEY: qsealc.key,
    TRUST_ANCHORS: qtsp.root,
    INTERMEDIATES: qtsp.issuing,
  };
}
