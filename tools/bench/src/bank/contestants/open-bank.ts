import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG, type StartedBank, startBank } from '@openxs2a/bank';
import { createLog, readConfig } from '@openxs2a/service';
import { SCRATCH } from '../../paths.ts';
import { ENTRIES, FREQUENCY } from '../population.ts';
import type { Setting } from '../setting.ts';

/** The bank as its process starts it, with a profile whose limits nobody meets, and what else is configured. */
export function openBank(
  setting: Omit<Setting, 'consents' | 'revoked'>,
  more: Readonly<Record<string, string>> = {},
): Promise<StartedBank> {
  const config = readConfig(CONFIG, {
    DATABASE_URL: setting.database,
    PROFILE: writeProfile(setting),
    PORT: '0',
    OPERATIONS_PORT: '0',
    TLS_CERTIFICATE: setting.server.cert,
    TLS_KEY: setting.server.key,
    TRUST_ANCHORS: setting.anchors,
    INTERMEDIATES: setting.intermediates,
    LINK_KEY: randomBytes(32).toString('base64url'),
    PAN_KEY: randomBytes(32).toString('base64url'),
    SCA_KEY: randomBytes(32).toString('base64url'),
    ...more,
  });
  return startBank(config, createLog({ app: 'bank' }));
}

function writeProfile({ tppId }: Pick<Setting, 'tppId'>): string {
  const profile = {
    limits: { requestsPerSecond: 100_000, burst: 1_000_000 },
    transactions: { pageSize: ENTRIES.many },
    consents: { frequencyPerDay: { agreed: { [tppId]: FREQUENCY } } },
  };
  mkdirSync(SCRATCH, { recursive: true });
  // several stores are filled at once, each by a process of its own
  const file = join(SCRATCH, `bank-profile-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(profile));
  return file;
}
