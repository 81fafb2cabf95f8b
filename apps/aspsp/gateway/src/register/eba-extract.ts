import type { PspRole } from '@openxs2a/certificates';
import type { RegisterEntry } from './register.ts';
import { RegisterError } from './register-error.ts';

/** An entry of the extract, by the key under which it is found. */
export type ExtractEntry = Omit<RegisterEntry, 'source'>;

/** Payment institutions, electronic money institutions, account information service providers. */
const KINDS = new Set(['PSD_PI', 'PSD_EMI', 'PSD_AISP']);

/** Services of Annex I of PSD2 by the codes of the register; `PS_05A` is the issuing half of number 5. */
const ROLES: Readonly<Record<string, PspRole>> = {
  PS_070: 'PSP_PI',
  PS_080: 'PSP_AI',
  PS_050: 'PSP_IC',
  PS_05A: 'PSP_IC',
};

/**
 * The institutions of a file as the EBA publishes its register of payment institutions (`[[disclaimer], [entities]]`), by
 * `keyOf`. Throws RegisterError for anything else; an entity that lacks what is needed is left out.
 */
export function parseEbaExtract(text: string, country: string | undefined): ReadonlyMap<string, ExtractEntry> {
  const entries = new Map<string, ExtractEntry>();
  for (const entity of parseEntities(text)) {
    const { CA_OwnerID: owner, EntityType: kind, Properties: properties, Services: services } = entity;
    const number = findTexts(properties, 'ENT_NAT_REF_COD')[0];
    if (typeof owner !== 'string' || typeof kind !== 'string' || !KINDS.has(kind) || number === undefined) continue;
    entries.set(toKey(owner, number), {
      // the last of several names is the one in Latin letters
      legalName: findTexts(properties, 'ENT_NAM').at(-1) ?? '',
      status: isAuthorised(findTexts(properties, 'ENT_AUT')) ? 'active' : 'withdrawn',
      roles: findRoles(services, country),
    });
  }
  return entries;
}

/** `PSDFI-FINFSA-0111027-9` and the pair `FI_FIN-FSA`, `01110279` are one party: hyphens come and go. */
export function keyOf(tppId: string): string | undefined {
  const [, country, nca, number] = /^PSD([A-Z]{2})-([A-Z]{2,8})-(.+)$/.exec(tppId) ?? [];
  return country === undefined || nca === undefined || number === undefined
    ? undefined
    : toKey(`${country}_${nca}`, number);
}

function toKey(owner: string, number: string): string {
  const bare = (text: string) => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  return `${owner.slice(0, 2).toUpperCase()} ${bare(owner.slice(2))} ${bare(number)}`;
}

function parseEntities(text: string): readonly Readonly<Record<string, unknown>>[] {
  const json = parseJson(text);
  if (!Array.isArray(json) || !json.every((part) => Array.isArray(part)))
    throw new RegisterError('The extract is no list of lists.');
  return json.flat().filter((each) => typeof each === 'object' && each !== null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RegisterError('The extract is no JSON.', { cause });
  }
}

/** A property is an object with one key, whose value is a text or several. */
function findTexts(properties: unknown, name: string): readonly string[] {
  if (!Array.isArray(properties)) return [];
  const values: unknown = properties.find((each) => isRecord(each) && Object.hasOwn(each, name))?.[name];
  return toTexts(values);
}

/** Days of authorisation and of its end in turn. */
const isAuthorised = (days: readonly string[]): boolean => days.length % 2 === 1;

/** By country, the services that may be offered there. */
function findRoles(services: unknown, country: string | undefined): readonly PspRole[] {
  if (!Array.isArray(services)) return [];
  const codes = services
    .filter(isRecord)
    .flatMap((each) => Object.entries(each))
    .flatMap(([where, what]) => (country === undefined || where === country ? toTexts(what) : []));
  return [...new Set(codes.flatMap((code) => ROLES[code] ?? []))];
}

const toTexts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
