import { type CertificateEvidence, renderName } from '@openxs2a/certificates';
import type { Identity } from '@openxs2a/edge';
import type { Clock } from '@openxs2a/service';
import type { Database, Transaction } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { createLru } from '../lru.ts';
import { type CertificateSight, saveCertificateSight } from './certificate.store.ts';
import { saveTppSight } from './tpp.store.ts';

/** A TPP, and one of its certificates that was just accepted. */
export interface Sight {
  readonly identity: Identity;
  readonly evidence: CertificateEvidence;
}

/** Writes down who calls with what. */
export interface Sightings {
  /**
   * Of a certificate that this node does not know, a promise that resolves once it is on disk; else nothing, and what has
   * changed is written within the minute that follows, behind the request's back.
   */
  see(sight: Sight): Promise<void> | undefined;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

export interface SightingsOptions {
  readonly database: Database;
  readonly log: EventLog;
  readonly clock: Clock;
  /** Told of each TPP when something of it was written: at first, and then at most once a minute. */
  readonly onWritten: (identity: Identity) => void;
  /** Told why something could not be written behind a request's back; it is tried again with the next sight. */
  readonly onError: (error: unknown) => void;
}

/** What this node has seen of a TPP. */
interface Seen {
  writtenAt: number;
  /** By use and fingerprint. Those of a promise are being written for the first time. */
  readonly certificates: Map<string, SeenBefore | Promise<void>>;
  /** Whether there is something that is not written. */
  changed: boolean;
}

interface SeenBefore {
  latest: Sight;
  at: number;
}

const INTERVAL = 60_000;
const MOST_TPPS = 10_000;

export function createSightings({ database, log, clock, onWritten, onError }: SightingsOptions): Sightings {
  const tpps = createLru<Seen>(MOST_TPPS);
  const underWay = new Set<Promise<void>>();

  const writeFirst = (seen: Seen, key: string, sight: Sight): Promise<void> => {
    const at = clock().getTime();
    const writing = record({ database, log }, sight, at).then(
      () => {
        seen.certificates.set(key, { latest: sight, at });
        onWritten(sight.identity);
      },
      (error: unknown) => {
        seen.certificates.delete(key);
        throw error;
      },
    );
    seen.certificates.set(key, writing);
    return writing;
  };
  const writeChanges = async (seen: Seen): Promise<void> => {
    seen.changed = false;
    const before = [...seen.certificates.values()].filter((each): each is SeenBefore => !(each instanceof Promise));
    try {
      for (const { latest, at } of before) await record({ database, log }, latest, at);
      for (const { latest } of before.slice(0, 1)) onWritten(latest.identity);
    } catch (error) {
      seen.changed = true;
      onError(error);
    }
  };
  const writeBehind = (seen: Seen): void => {
    const writing = writeChanges(seen).finally(() => underWay.delete(writing));
    underWay.add(writing);
  };
  return {
    see(sight) {
      const now = clock().getTime();
      const seen = findOrAdd(tpps, sight.identity.tppId, now);
      const key = `${sight.evidence.use} ${sight.evidence.certificate.fingerprint}`;
      const before = seen.certificates.get(key);
      if (before === undefined) return writeFirst(seen, key, sight);
      if (before instanceof Promise) return before;
      before.latest = sight;
      before.at = now;
      seen.changed = true;
      if (now - seen.writtenAt < INTERVAL) return undefined;
      seen.writtenAt = now;
      writeBehind(seen);
      return undefined;
    },
    async close() {
      for (const seen of tpps.values()) if (seen.changed) writeBehind(seen);
      await Promise.all(underWay);
    },
  };
}

function findOrAdd(tpps: ReturnType<typeof createLru<Seen>>, tppId: string, now: number): Seen {
  const found = tpps.get(tppId);
  if (found !== undefined) return found;
  const added: Seen = { writtenAt: now, certificates: new Map(), changed: false };
  tpps.set(tppId, added);
  return added;
}

/** The TPP and its certificate; of one that nobody has seen before there is an entry in the audit log. */
async function record(
  { database, log }: Pick<SightingsOptions, 'database' | 'log'>,
  sight: Sight,
  at: number,
): Promise<void> {
  const certificate = toCertificateSight(sight, at);
  const write = async (trx: Transaction): Promise<void> => {
    await saveTppSight(trx, { ...sight.identity, at });
    const isNew = await saveCertificateSight(trx, certificate);
    if (!isNew) return;
    const { tppId, use, fingerprint, serialNumber, issuer, roles, notAfter } = certificate;
    const body = { use, fingerprint, serialNumber, issuer, roles, notAfter: new Date(notAfter).toISOString() };
    await log.append(trx, { kind: 'tpp-certificate-seen', actor: tppId, subject: tppId, body });
  };
  // each statement is right by itself, whatever other nodes write of the same TPP
  await database.transaction(write, { isolation: 'read-committed' });
}

function toCertificateSight({ identity, evidence }: Sight, at: number): CertificateSight {
  const { certificate, use, roles, revocation } = evidence;
  const check = revocation.find(({ fingerprint }) => fingerprint === certificate.fingerprint);
  return {
    tppId: identity.tppId,
    use,
    fingerprint: certificate.fingerprint,
    serialNumber: certificate.serialNumber,
    issuer: renderName(certificate.issuer),
    notAfter: certificate.notAfter.getTime(),
    roles,
    at,
    revocation: { by: check?.by ?? 'unchecked', producedAt: check?.producedAt?.getTime() ?? null },
  };
}
