import type { AskedStatus } from '@openxs2a/sca';
import { chooseApproach } from '../domain/approach.ts';
import { type Lapse, lapseOf } from '../domain/lapse.ts';
import { redirectFormOf } from '../domain/redirect-form.ts';
import { type Begun, findBegun } from '../store/begun.ts';
import type { Found } from './authorisable.ts';
import { fail, finish, giveUp, reject } from './finish.ts';
import { accept, type RoadOutcome } from './outcome.ts';
import type { AuthorisationKey } from './road.ts';
import type { RoadSetting } from './setting.ts';

/** All that is known of an authorisation, from whoever keeps it. */
export interface Standing {
  readonly key: AuthorisationKey;
  readonly found: Found;
  readonly begun: Begun;
  readonly asked: AskedStatus | undefined;
}

/** As time and device have left it: what came of these is brought about before anybody sees it. */
export async function settle(setting: RoadSetting, key: AuthorisationKey): Promise<RoadOutcome<Standing>> {
  const standing = await load(setting, key);
  if (!standing.accepted) return standing;
  const { found, begun, asked } = standing.evidence;
  const situation = { ...begun, scaStatus: found.scaStatus, asked: asked?.status };
  const lapse = lapseOf(situation, setting.clock(), setting.profile.sca.redirectMinutes);
  if (lapse === undefined) return standing;
  // one that somebody else was faster with is refused here, and has come about all the same
  await bringAbout(setting, standing.evidence, lapse);
  return load(setting, key);
}

async function load(
  { authorisables, database, sca, profile, clock }: RoadSetting,
  key: AuthorisationKey,
): Promise<RoadOutcome<Standing>> {
  const found = await authorisables[key.kind].find(key);
  if (!found.accepted) return found;
  const begun = (await findBegun(database, key)) ?? {
    approach: chooseApproach(profile.sca.approaches, {}),
    form: redirectFormOf(profile.sca),
    uris: {},
    begunAt: clock(),
    accounts: undefined,
  };
  return accept({ key, found: found.evidence, begun, asked: await sca.findAsked(key.authorisationId) });
}

async function bringAbout(setting: RoadSetting, standing: Standing, lapse: Lapse): Promise<RoadOutcome<unknown>> {
  const { key, found, begun } = standing;
  switch (lapse) {
    case 'approved': {
      const { psu, resource } = found;
      if (psu === undefined) throw new TypeError('A device was asked for nobody.');
      const subject = await resource.subjectFor(psu, begun.accounts);
      const done = subject.accepted ? await finish(setting, standing, { psu, subject: subject.evidence }) : subject;
      // what cannot become of it stays no question; where another call was faster, it is over and stays as it is
      return done.accepted ? done : giveUp(setting, key);
    }
    case 'refused':
      return reject(setting, key);
    case 'unanswered':
      return giveUp(setting, key);
    case 'link-expired':
      return fail(setting, key);
    default:
      return lapse satisfies never;
  }
}
