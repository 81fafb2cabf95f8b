import { join } from 'node:path';
import { CONFIG, startBank } from '@openxs2a/bank';
import { createCalendar } from '@openxs2a/core-banking';
import type { TppDirectory } from '@openxs2a/gateway';
import { type Log, readConfig } from '@openxs2a/service';
import { equip } from '../certificates/equip.ts';
import type { BankSide } from '../journey/scene.ts';
import { PARTIES } from '../qtsp/parties.ts';
import type { Qtsp } from '../qtsp/qtsp.ts';
import { findPort } from '../run/find-port.ts';
import type { DataFolder } from '../state/data-folder.ts';
import { readIfThere, writePrivate } from '../state/private-files.ts';
import { createAuthorise } from './authorise.ts';
import { createBooking } from './book-payment.ts';

export interface BankPorts {
  readonly bank: number;
  readonly operations: number;
}

export interface OpenBank extends BankSide {
  /** Health and metrics. */
  readonly operationsUrl: string;
  /** Where it keeps its state: a file, or the name of the store. */
  readonly database: string;
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

/** What the sandbox's bank has other than by default. Whoever wants to try more changes the file, and starts again. */
const PROFILE = { name: 'Sandbox Bank', signature: { sealAnswers: true } };

/** The bank, on mutual TLS, with certificates of the QTSP and demo PSUs in its ledger. */
export async function openBank({ data, qtsp, ports, databaseUrl, psuId, log }: BankOptions): Promise<OpenBank> {
  const folder = data.of.bank;
  const { qwac, qsealc } = await equip(qtsp, PARTIES.bank, folder);
  const profile = join(folder, 'profile.json');
  if ((await readIfThere(profile)) === undefined) await writePrivate(profile, `${JSON.stringify(PROFILE, null, 2)}\n`);
  const file = join(folder, 'bank.db');
  const found = [await findPort(ports.bank), await findPort(ports.operations)] as const;
  const config = readConfig(CONFIG, {
    DATABASE_URL: databaseUrl ?? file,
    PROFILE: profile,
    PORT: String(found[0].port),
    OPERATIONS_PORT: String(found[1].port),
    TLS_CERTIFICATE: qwac.certificate,
    TLS_KEY: qwac.key,
    SEAL_CERTIFICATE: qsealc.certificate,
    SEAL_KEY: qsealc.key,
    TRUST_ANCHORS: qtsp.root,
    INTERMEDIATES: qtsp.issuing,
    PAN_KEY: await data.secrets.get("digests of the bank's card numbers"),
    LINK_KEY: await data.secrets.get("the bank's links to further pages"),
    DEMO: 'true',
  });
  const { state, gateway, ...started } = await startBank(config, log);
  const { directory } = gateway;
  const [HOST] = PARTIES.bank.dnsNames;
  await unblockLeft(directory);
  return {
    baseUrl: `https://${HOST}:${new URL(started.url).port}`,
    ca: qtsp.root,
    operationsUrl: started.operationsUrl,
    database: databaseUrl === undefined ? file : 'PostgreSQL (DATABASE_URL)',
    profile,
    taken: found.flatMap(({ taken }) => taken ?? []),
    today: createCalendar('Europe/Berlin')(new Date()),
    authorise: createAuthorise(state, PARTIES.tpp.organizationIdentifier, psuId),
    bookPayment: createBooking(state, psuId),
    block: async (tppId) => void (await directory.block(tppId, 'To show what happens then.', BY)),
    unblock: async (tppId) => void (await directory.unblock(tppId, 'It was shown.', BY)),
    close: () => started.close(0),
  };
}

/** Who blocks and unblocks, in the bank's records. */
const BY = 'sandbox';

/** A start that was stopped in between has left its TPP blocked. */
async function unblockLeft(directory: TppDirectory): Promise<void> {
  const { organizationIdentifier } = PARTIES.tpp;
  const left = await directory.find(organizationIdentifier);
  if (left?.status === 'blocked' && left.decision?.by === BY)
    await directory.unblock(organizationIdentifier, 'It was left so.', BY);
}
