import { subjectDigest } from '../domain/subject.ts';
import type { Exemption, ExemptionRequest } from '../exemption.ts';
import { accept, refuse, type ScaOutcome } from '../outcome.ts';
import { blockedUntil } from './block.ts';
import type { ScaSetting } from './setting.ts';

/** Whether the bank does without SCA here; each time it does is recorded, with the reason (RTS, Article 21). */
export async function exempt(setting: ScaSetting, request: ExemptionRequest): Promise<ScaOutcome<Exemption>> {
  const { authorisationId, psuId, subject } = request;
  const until = await blockedUntil(setting, psuId);
  if (until !== undefined) return refuse('psu-blocked', { blockedUntil: until });
  const exemption = await setting.findExemption(request);
  if (exemption === undefined) return refuse('exemption-none', { authorisationId });
  const { article, why } = exemption;
  const body = { article, why, subjectDigest: subjectDigest(subject) };
  await setting.log.append(setting.database, { kind: 'sca-exempted', actor: psuId, subject: authorisationId, body });
  return accept(exemption);
}
