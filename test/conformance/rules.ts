import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/processes.ts';

/** One testable rule of the guidelines or the RTS. */
export interface Rule {
  readonly id: string;
  readonly area: string;
  readonly rule: string;
  readonly strength: Strength;
}

export type Strength = 'mandatory' | 'conditional' | 'optional';

/** A rule that has no test, and why. */
export interface Gap {
  readonly id: string;
  readonly reason: string;
}

/** How the reason of a gap begins that a mandatory rule may have. */
export const EXCUSES = ['cannot be observed', 'belongs to a service that is not offered yet'] as const;

/** What a bank for account information, with strong customer authentication of its own, has to show. */
export const AREAS: ReadonlySet<string> = new Set([
  'common headers',
  'errors',
  'certificates/roles',
  'signature',
  'consent',
  'accounts',
  'balances',
  'transactions',
  'card accounts',
  'RTS/frequency',
  'authorisation explicit/implicit',
  'SCA redirect',
  'SCA OAuth',
  'SCA decoupled',
  'SCA embedded',
  'multilevel SCA',
  'security/FAPI',
]);

const FACTS = join(ROOT, '../shared/facts');
const FILES = ['conformance-rules.tsv', 'conformance-rules-since-1.3.8.tsv'].map((name) => join(FACTS, name));

export const hasRules = FILES.every((file) => existsSync(file));

/** Said in the name of a test that is skipped. */
export const RULES_MISSING = hasRules
  ? ''
  : ' (the lists of rules do not lie beside the repository, in ../shared/facts)';

/** The rules, of `AREAS` or of all that there are, where the lists lie beside the workspace. */
export function readRules(which: 'these areas' | 'every area' = 'these areas'): readonly Rule[] {
  return FILES.flatMap((file) => readTable(file))
    .map(({ id = '', area = '', rule = '', strength = '' }) => ({ id, area, rule, strength: toStrength(strength) }))
    .filter(({ area }) => which === 'every area' || AREAS.has(area));
}

export function readGaps(): readonly Gap[] {
  return readTable(join(import.meta.dirname, 'known-gaps.tsv')).map(({ id = '', reason = '' }) => ({ id, reason }));
}

function toStrength(text: string): Strength {
  const found = (['mandatory', 'conditional', 'optional'] as const).find((strength) => text.startsWith(strength));
  if (found === undefined) throw new TypeError(`"${text}" is no strength of a rule.`);
  return found;
}

export function readTable(file: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}
