import { forEachDatabase } from '@openxs2a/store/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bank, createReceived, OTHER_TPP, openBank, read, resultOf, startFor, TPP } from './consents.fixture.ts';

// What the bank should do, written down once more in the simplest way: consents in a list, counters in a map, and every
// consent looked at whenever time passes.
const DAY = 24 * 60;
const FREQUENCY = 2;
const CONFIRM_WITHIN = 30;

interface ModelConsent {
  readonly consentId: string;
  readonly tppId: string;
  readonly psuId: string;
  readonly recurring: boolean;
  readonly createdAt: number;
  readonly validUntilDay: number;
  status: string;
  authorisationId: string | undefined;
  uses: Map<number, number>;
}

interface Model {
  /** Minutes since midnight of the first day, in the zone of the bank. */
  now: number;
  consents: ModelConsent[];
}

const dayOf = (model: Model) => Math.floor(model.now / DAY);
const isOpen = ({ status }: ModelConsent) => status === 'received';

function passTime(model: Model): void {
  for (const consent of model.consents) {
    if (isOpen(consent) && model.now >= consent.createdAt + CONFIRM_WITHIN) consent.status = 'rejected';
    if (consent.status === 'valid' && dayOf(model) > consent.validUntilDay) consent.status = 'expired';
  }
}

function pick(model: Model, index: number): ModelConsent | undefined {
  return model.consents[index % Math.max(model.consents.length, 1)];
}

type Command = fc.AsyncCommand<Model, Bank>;

/** A command about one of the consents that there are. */
function about(
  name: string,
  index: number,
  run: (consent: ModelConsent, model: Model, bank: Bank) => Promise<void>,
): Command {
  return {
    check: (model) => model.consents.length > 0,
    async run(model, bank) {
      const consent = pick(model, index);
      if (consent !== undefined) await run(consent, model, bank);
      await compare(model, bank);
    },
    toString: () => `${name}(${index})`,
  };
}

async function compare(model: Model, bank: Bank): Promise<void> {
  const found = await Promise.all([TPP, OTHER_TPP].map(({ tppId }) => bank.consents.listOfTpp(tppId)));
  const statuses = new Map(found.flat().map(({ consentId, consentStatus }) => [consentId, consentStatus]));
  expect(statuses).toEqual(new Map(model.consents.map(({ consentId, status }) => [consentId, status])));
}

const create = (other: boolean, psu: number, recurring: boolean, days: number): Command => ({
  check: () => true,
  async run(model, bank) {
    const validUntil = new Date(Date.UTC(2026, 10, 26 + dayOf(model) + days)).toISOString().slice(0, 10);
    const { consentId, tppId } = await createReceived(bank, {
      tpp: other ? OTHER_TPP : TPP,
      psuId: `psu-${psu}`,
      recurringIndicator: recurring,
      validUntil,
      frequencyPerDay: FREQUENCY,
    });
    model.consents.push({
      consentId,
      tppId,
      psuId: `psu-${psu}`,
      recurring,
      createdAt: model.now,
      validUntilDay: dayOf(model) + days,
      status: 'received',
      authorisationId: undefined,
      uses: new Map(),
    });
    await compare(model, bank);
  },
  toString: () => `create(${other}, ${psu}, ${recurring}, ${days})`,
});

const start = (index: number) =>
  about('start', index, async (consent, _, bank) => {
    const started = bank.database.transaction((trx) => bank.consents.startAuthorisation(trx, consent));
    const expected = consent.status === 'valid' ? 'authorisation-not-needed' : 'consent-final';
    expect(await resultOf(started)).toBe(isOpen(consent) ? 'accepted' : expected);
    const outcome = await started;
    if (outcome.accepted) consent.authorisationId ??= outcome.evidence.authorisationId;
  });

const confirm = (index: number) =>
  about('confirm', index, async (consent, model, bank) => {
    if (!isOpen(consent)) return;
    const { consentId, psuId } = consent;
    const { authorisationId } = await startFor(bank, consent);
    expect(await resultOf(bank.consents.confirm({ consentId, authorisationId, psuId }))).toBe('accepted');
    consent.status = 'valid';
    for (const other of model.consents) {
      const isSame = other.tppId === consent.tppId && other.psuId === psuId && other !== consent;
      if (!isSame || !consent.recurring || !other.recurring) continue;
      if (other.status === 'valid') other.status = 'terminatedByTpp';
      if (isOpen(other) && other.createdAt <= consent.createdAt) other.status = 'rejected';
    }
  });

const reject = (index: number) =>
  about('reject', index, async (consent, _, bank) => {
    if (consent.authorisationId === undefined) return;
    const { consentId, authorisationId } = consent;
    const rejected = await resultOf(bank.consents.reject({ consentId, authorisationId }));
    if (isOpen(consent)) expect(rejected).toBe('accepted');
    else expect(['authorisation-final', 'consent-event-not-allowed', 'consent-final']).toContain(rejected);
    if (isOpen(consent)) consent.status = 'rejected';
  });

const terminate = (index: number) =>
  about('terminate', index, async (consent, _, bank) => {
    const can = isOpen(consent) || consent.status === 'valid' || consent.status === 'terminatedByTpp';
    const terminated = bank.consents.terminateByTpp(consent.consentId, consent.tppId);
    expect(await resultOf(terminated)).toBe(can ? 'accepted' : 'consent-final');
    if (can) consent.status = 'terminatedByTpp';
  });

const revoke = (index: number) =>
  about('revoke', index, async (consent, _, bank) => {
    const can = isOpen(consent) || consent.status === 'valid';
    const revoked = bank.consents.revokeByPsu(consent.consentId, consent.psuId);
    expect(await resultOf(revoked)).toBe(can ? 'accepted' : 'consent-final');
    if (can) consent.status = consent.status === 'valid' ? 'revokedByPsu' : 'rejected';
  });

const use = (index: number, psuPresent: boolean) =>
  about('use', index, async (consent, model, bank) => {
    const result = await resultOf(read(bank, consent, { operation: 'getAccountList', psuPresent }));
    expect(result).toBe(expectUse(consent, dayOf(model), psuPresent));
  });

function expectUse(consent: ModelConsent, day: number, psuPresent: boolean): string {
  if (consent.status === 'expired') return 'consent-expired';
  if (consent.status === 'revokedByPsu') return 'consent-revoked';
  if (consent.status !== 'valid') return 'consent-not-valid';
  if (consent.recurring && psuPresent) return 'accepted';
  const counter = consent.recurring ? day : 0;
  const used = consent.uses.get(counter) ?? 0;
  if (consent.recurring && used >= FREQUENCY) return 'frequency-exceeded';
  if (!consent.recurring && used >= 1) return 'one-off-used';
  consent.uses.set(counter, used + 1);
  return 'accepted';
}

const wait = (minutes: number): Command => ({
  check: () => true,
  async run(model, bank) {
    bank.clock.advance({ minutes });
    model.now += minutes;
    passTime(model);
    if (minutes % 2 === 0) await bank.consents.expire();
    await compare(model, bank);
  },
  toString: () => `wait(${minutes})`,
});

const any = fc.nat({ max: 20 });
const COMMANDS = [
  fc
    .tuple(fc.boolean(), fc.integer({ min: 1, max: 2 }), fc.boolean(), fc.integer({ min: 0, max: 3 }))
    .map((args) => create(...args)),
  any.map(start),
  any.map(confirm),
  any.map(confirm),
  any.map(reject),
  any.map(terminate),
  any.map(revoke),
  fc.tuple(any, fc.boolean()).map((args) => use(...args)),
  fc.tuple(any, fc.boolean()).map((args) => use(...args)),
  fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 300, max: 3 * DAY })).map(wait),
];

forEachDatabase((_, open) => {
  test('AIS-CNS-041: whatever happens in whatever order, consents are what a simple model of them says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(COMMANDS, { size: 'medium', maxCommands: 60 }), async (commands) => {
        const bank = await openBank(await open());
        await fc.asyncModelRun(() => ({ model: { now: 10 * 60, consents: [] }, real: bank }), commands);
        await bank.log.seal();
        expect(await bank.log.verify()).toMatchObject({ accepted: true });
      }),
      { numRuns: 12 },
    );
  });
});
