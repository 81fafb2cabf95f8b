import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CONFIG,
  createSandboxParties,
  enter,
  INIT_CONFIG,
  PERSON_CONFIG,
  setUp,
  startAuthority,
} from '@openxs2a/certificate-authority';
import { toPem } from '@openxs2a/certificates';
import { type Log, readConfig, systemRandom } from '@openxs2a/service';
import { openKeyStore } from '@openxs2a/service/keys';
import { expectStatus } from '../journey/expect-status.ts';
import { findPort, isFree } from '../run/find-port.ts';
import type { DataFolder } from '../state/data-folder.ts';
import { writePrivate } from '../state/private-files.ts';
import { isRootCrlOld, loadMade, saveMade } from './made.ts';
import { NCA, toRegister } from './parties.ts';

import { PEOPLE, passwordOf } from './people.ts';
import { createQtsp, type Qtsp } from './qtsp.ts';

export interface OpenQtsp extends Qtsp {
  /** Whether root, keys and people were made now. */
  readonly isNew: boolean;
  /** The port of before, where something else has it by now: certificates print it, so that all had to be made anew. */
  readonly left?: number;
  /** Ports that were wanted, and that something else has. */
  readonly taken: readonly number[];
  close(): Promise<void>;
}

export interface QtspPorts {
  readonly qtspPublic: number;
  readonly qtspSecure: number;
}

/** The trust service provider, set up if it is not, with the register of the sandbox's authority in it. */
export async function openQtsp(data: DataFolder, ports: QtspPorts, log: Log): Promise<OpenQtsp> {
  const made = await loadMade(data.of.qtsp);
  const isLost = made !== undefined && !(await isFree(made.publicPort));
  const isNew = made === undefined || isLost;
  if (isNew) await rm(data.of.qtsp, { recursive: true, force: true });
  const publicPort = isNew ? await findPort(ports.qtspPublic) : { port: made.publicPort };
  const securePort = await findPort(ports.qtspSecure);
  const env = await toEnvironment(data, publicPort.port, securePort.port);
  if (isNew) await makeKeyStores(env);
  if (isNew || isRootCrlOld(made)) await setUp(readConfig(INIT_CONFIG, env));
  const authority = await startAuthority(readConfig(CONFIG, env), log);
  const { credentials, root } = await createSandboxParties(authority.qtsp, []);
  const { PUBLIC_URL: publicUrl, SECURE_URL: secureUrl } = env;
  const issuing = toPem(authority.qtsp.issuer.certificate.der);
  const qtsp = createQtsp({ publicUrl, secureUrl, root, issuing, credential: credentials.operator });
  const opened = {
    ...qtsp,
    isNew,
    ...(isLost && { left: made.publicPort }),
    taken: [publicPort, securePort].flatMap(({ taken }) => taken ?? []),
    async close() {
      await qtsp.close();
      await authority.close(0);
    },
  };
  try {
    const register = { type: 'application/json', value: toRegister() } as const;
    expectStatus(await qtsp.operator.importRegister({ body: register }), 200);
    if (isNew) await enterPeople(env, data);
    if (isNew || isRootCrlOld(made)) await saveMade(data.of.qtsp, { publicPort: publicPort.port, setUpAt: Date.now() });
    await writePrivate(join(data.of.qtsp, 'root.pem'), root);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** As the app's commands and its server read it. */
async function toEnvironment({ of, secrets }: DataFolder, publicPort: number, securePort: number) {
  return {
    DATABASE: join(of.qtsp, 'qtsp.db'),
    KEY_FOLDER: join(of.qtsp, 'keys'),
    KEY_PASSPHRASE: await secrets.get("passphrase of the QTSP's keys"),
    ROOT_KEY_FOLDER: join(of.qtsp, 'root'),
    ROOT_KEY_PASSPHRASE: await secrets.get("passphrase of the QTSP's root"),
    SESSION_SECRET: await secrets.get("sessions of the QTSP's pages"),
    PROVIDER_NAME: 'Sandbox Trust GmbH',
    PROVIDER_IDENTIFIER: 'VATDE-123456789',
    PUBLIC_URL: `http://localhost:${publicPort}`,
    PUBLIC_PORT: String(publicPort),
    SECURE_URL: `https://qtsp.localhost:${securePort}`,
    SECURE_PORT: String(securePort),
  };
}

type Environment = Awaited<ReturnType<typeof toEnvironment>>;

/** Passphrases of 256 random bits cannot be guessed, so that nothing is won by making that slow. */
const COST = 2 ** 12;

async function makeKeyStores(env: Environment): Promise<void> {
  const { keyFolder, keyPassphrase, rootKeyFolder, rootKeyPassphrase } = readConfig(INIT_CONFIG, env);
  const cheap = { random: systemRandom, cost: COST };
  await openKeyStore({ ...cheap, folder: keyFolder, passphrase: keyPassphrase });
  await openKeyStore({ ...cheap, folder: rootKeyFolder, passphrase: rootKeyPassphrase });
}

async function enterPeople(env: Environment, { secrets }: DataFolder): Promise<void> {
  for (const [name, nca] of [
    [PEOPLE.operator, {}],
    [PEOPLE.authority, { PERSON_NCA: NCA }],
  ] as const) {
    const person = { ...env, ...nca, PERSON_NAME: name, PERSON_PASSWORD: await secrets.get(passwordOf(name)) };
    await enter(readConfig(PERSON_CONFIG, person));
  }
}
