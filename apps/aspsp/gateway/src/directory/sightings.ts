import type { CertificateEvidence, CertificateUse, RefusalEvidence } from '@openxs2a/certificates';
import type { Identity } from '@openxs2a/edge';
import type { Clock } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { createLru } from '../lru.ts';
import { recordRevocation, recordSight } from './record-sight.ts';

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
  /** Of a certificate that was refused as revoked; written once, behind the request's back, if a TPP has shown it before. */
  seeRevoked(use: CertificateUse, evidence: RefusalEvidence): void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

export interface SightingsOptions {
  readonly database: Database;
  readonly log: EventLog;
  readonly clock: Clock;
  /** Told of each TPP when something of it was written: at first, and then at most once a minute. */
  readonly onWritten: (identity: Identity) => void;
  /** Told why something could not be written behind a request's back; it is tried again with a later sight. */
  readonly onError: (error: unknown) => void;
}

/** What this node has seen of a TPP. */
interface Seen {
  writtenAt: number;
  /** By use and fingerprint. Those of a promise are being written for the first time. */
  readonly certificates: Map<string, SeenBefore | Promise<void>>;
}

interface SeenBefore {
  latest: Sight;
  at: number;
  isWritten: boolean;
}

const INTERVAL = 60_000;
const MOST_TPPS = 10_000;

export function createSightings({ database, log, clock, onWritten, onError }: SightingsOptions): Sightings {
  const tpps = createLru<Seen>(MOST_TPPS);
  const revoked = createLru<true>(MOST_TPPS);
  const underWay = new Set<Promise<void>>();

  const writeBehind = (work: Promise<void>): void => {
    const writing = work.catch(onError).finally(() => underWay.delete(writing));
    underWay.add(writing);
  };
  const writeFirst = (seen: Seen, key: string, sight: Sight): Promise<void> => {
    const at = clock().getTime();
    const writing = recordSight({ database, log }, sight, at).then(
      () => {
        seen.certificates.set(key, { latest: sight, at, isWritten: true });
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
  const writeChanges = async (changed: readonly SeenBefore[]): Promise<void> => {
    for (const before of changed) {
      before.isWritten = true;
      try {
        await recordSight({ database, log }, before.latest, before.at);
      } catch (error) {
        before.isWritten = false;
        throw error;
      }
    }
    for (const { latest } of changed.slice(0, 1)) onWritten(latest.identity);
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
      before.isWritten = false;
      if (now - seen.writtenAt < INTERVAL) return undefined;
      seen.writtenAt = now;
      writeBehind(writeChanges(listChanged(seen)));
      return undefined;
    },
    seeRevoked(use, evidence) {
      const key = `${use} ${evidence['fingerprint']}`;
      if (revoked.get(key) === true) return;
      revoked.set(key, true);
      const at = clock().getTime();
      const recorded = recordRevocation({ database, log }, { use, evidence, at }).catch((error: unknown) => {
        revoked.delete(key);
        throw error;
      });
      writeBehind(recorded);
    },
    async close() {
      for (const seen of tpps.values()) writeBehind(writeChanges(listChanged(seen)));
      await Promise.all(underWay);
    },
  };
}

function findOrAdd(tpps: ReturnType<typeof createLru<Seen>>, tppId: string, now: number): Seen {
  const found = tpps.get(tppId);
  if (found !== undefined) return found;
  const added: Seen = { writtenAt: now, certificates: new Map() };
  tpps.set(tppId, added);
  return added;
}

function listChanged({ certificates }: Seen): readonly SeenBefore[] {
  return [...certificates.values()].filter((each): each is SeenBefore => !(each instanceof Promise || each.isWritten));
}
