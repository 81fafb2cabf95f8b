import type { Psu, ScaStatus } from '@openxs2a/consent';
import type { AskedStatus, AuthenticationMethod } from '@openxs2a/sca';
import type { Transaction } from '@openxs2a/store';
import type { ScaApproach } from '../domain/approach.ts';
import { ask } from './ask.ts';
import type { Resource } from './authorisable.ts';
import { isSame, proveKnowledge } from './knowledge.ts';
import { findNext, type Next } from './next.ts';
import { moveAll, noteAsked } from './note-asked.ts';
import { accept, type RoadOutcome, refuse } from './outcome.ts';
import type { Authenticate, AuthorisationKey } from './road.ts';
import type { RoadSetting } from './setting.ts';

/** An authorisation that begins with the first factor: what was done for it before it is there. */
export interface Beginning {
  readonly authorisationId: string;
  /** Proved. */
  readonly psu: Psu;
  /** Decoupled where the only method of the PSU is. */
  readonly approach: ScaApproach;
  /** Where it stands once that was noted. */
  readonly scaStatus: ScaStatus;
  /** What the PSU may choose from, where it has to. */
  readonly methods: readonly AuthenticationMethod[];
  /** What it was asked by the only method. */
  readonly asked: AskedStatus | undefined;
  /** In the transaction in which the authorisation began. */
  note(trx: Transaction): Promise<RoadOutcome<unknown>>;
  /** Where it did not begin: what the PSU was asked is taken back. */
  cancel(): Promise<void>;
}

export interface BeginRequest {
  readonly kind: AuthorisationKey['kind'];
  readonly resourceId: string;
  readonly requestId: string;
  readonly resource: Resource;
  /** Who alone may authorise it, where that is settled. */
  readonly named: Psu | undefined;
  readonly mayBeOther: boolean;
  readonly request: Authenticate;
}

/**
 * Proves the first factor and asks for the second, for an authorisation that is to begin: all that takes its time, so that
 * the transaction in which it begins waits for nothing.
 */
export async function prepareBeginning(setting: RoadSetting, begin: BeginRequest): Promise<RoadOutcome<Beginning>> {
  const { resource, named, mayBeOther, request, kind, resourceId, requestId } = begin;
  const proved = await proveKnowledge(setting, named, request);
  if (!proved.accepted) return proved;
  const psu = proved.evidence;
  if (named !== undefined && !mayBeOther && !isSame(named, psu)) return refuse('consent:psu-mismatch');
  const key = { kind, resourceId, authorisationId: setting.random.uuid(), requestId };
  const next = await findNext(setting, { resource, psu, authorisationId: key.authorisationId });
  return next.accepted ? goOn(setting, key, psu, next.evidence) : next;
}

async function goOn(
  setting: RoadSetting,
  key: AuthorisationKey,
  psu: Psu,
  next: Next,
): Promise<RoadOutcome<Beginning>> {
  const { authorisationId } = key;
  const cancel = () => setting.database.transaction((trx) => setting.sca.endAsked(trx, authorisationId));
  const plain = { authorisationId, psu, approach: 'EMBEDDED', methods: [], asked: undefined, cancel } as const;
  const authenticate = (trx: Transaction) => moveAll(trx, setting, key, ['authenticate'], psu);
  switch (next.kind) {
    case 'choose': {
      const methods = await setting.sca.listMethods(psu.psuId);
      return accept({ ...plain, scaStatus: 'psuAuthenticated', methods, note: authenticate });
    }
    case 'exempt': {
      const finish = await setting.authorisables[key.kind].prepareFinish(key, { ...next, psu, exempted: true });
      const note: Beginning['note'] = async (trx) => {
        const moved = await authenticate(trx);
        return moved.accepted ? finish(trx) : moved;
      };
      return accept({ ...plain, scaStatus: 'exempted', note });
    }
    case 'ask': {
      const { method, subject } = next;
      const sent = await ask(setting, { authorisationId, psu, method, subject });
      if (!sent.accepted) return sent;
      const approach = method.decoupled ? 'DECOUPLED' : 'EMBEDDED';
      const scaStatus = method.decoupled ? 'started' : 'scaMethodSelected';
      const asked = await setting.sca.findAsked(authorisationId);
      const note: Beginning['note'] = (trx) =>
        noteAsked(trx, setting, { key, psu, method, subject, approach, before: ['authenticate'] });
      return accept({ ...plain, approach, scaStatus, methods: [method], asked, note });
    }
    default:
      return next satisfies never;
  }
}
