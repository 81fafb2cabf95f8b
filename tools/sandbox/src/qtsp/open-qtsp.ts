import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, createSandboxParties, startAuthority } from '@openxs2a/certificate-authority';
import { toPem } from '@openxs2a/certificates';
import { type Log, readConfig } from '@openxs2a/service';
import { expectStatus } from '../answers/expect-status.ts';
import { findPort, isFree } from '../run/find-port.ts';
import type { DataFolder } from '../state/data-folder.ts';
import { writePrivate } from '../state/private-files.ts';
import { createEnvironment, type QtspEnvironment } from './environment.ts';
import { isRootCrlOld, loadMade, saveMade } from './made.ts';
import { enterPeople, makeAuthority } from './make.ts';
import { toRegister } from './parties.ts';
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
  const folder = data.of.qtsp;
  const made = await loadMade(folder);
  const kept = made !== undefined && (await isFree(made.publicPort)) ? made : undefined;
  if (kept === undefined) await rm(folder, { recursive: true, force: true });
  const found = {
    public: kept === undefined ? await findPort(ports.qtspPublic) : { port: kept.publicPort },
    secure: await findPort(ports.qtspSecure),
  };
  const publicPort = found.public.port;
  const env = await createEnvironment(data, { publicPort, securePort: found.secure.port });
  const isDue = kept === undefined || isRootCrlOld(kept);
  if (isDue) await makeAuthority(env);
  await using stack = new AsyncDisposableStack();
  const qtsp = await start(env, log, stack);
  const register = { type: 'application/json', value: toRegister() } as const;
  expectStatus(await qtsp.operator.importRegister({ body: register }), 200);
  if (kept === undefined) await enterPeople(env, data.secrets);
  await writePrivate(join(folder, 'root.pem'), qtsp.root);
  if (isDue) await saveMade(folder, { publicPort, setUpAt: Date.now() });
  const held = stack.move();
  return {
    ...qtsp,
    isNew: kept === undefined,
    ...(made !== kept && made !== undefined && { left: made.publicPort }),
    taken: [found.public, found.secure].flatMap(({ taken }) => taken ?? []),
    close: () => held.disposeAsync(),
  };
}

/** The server in this process, and a program of its operator that is connected to it. */
async function start(env: QtspEnvironment, log: Log, stack: AsyncDisposableStack): Promise<Qtsp> {
  const authority = await startAuthority(readConfig(CONFIG, env), log);
  stack.defer(() => authority.close(0));
  const { credentials, root } = await createSandboxParties(authority.qtsp, []);
  const issuing = toPem(authority.qtsp.issuer.certificate.der);
  const { PUBLIC_URL: publicUrl, SECURE_URL: secureUrl } = env;
  const { close, ...qtsp } = createQtsp({ publicUrl, secureUrl, root, issuing, credential: credentials.operator });
  stack.defer(close);
  return qtsp;
}
