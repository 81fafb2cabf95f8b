import { join } from 'node:path';
import type { DataFolder } from '../state/data-folder.ts';

export interface QtspAddresses {
  readonly publicPort: number;
  readonly securePort: number;
}

export type QtspEnvironment = Awaited<ReturnType<typeof createEnvironment>>;

/** As the commands of the app and its server read it. */
export async function createEnvironment({ of, secrets }: DataFolder, { publicPort, securePort }: QtspAddresses) {
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
