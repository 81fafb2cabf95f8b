import { type Json, splitPointer } from '@openxs2a/ir';
import type { Finding } from './change.ts';
import type { ChangeKind } from './kinds.ts';
import { subjectOf } from './subject.ts';

/** One short line about a change, without its places. */
export function describe(finding: Finding): string {
  return `${subjectOf(finding.pointer)} ${PHRASES[finding.kind](new Words(finding))}`;
}

/** What a phrase may put in. */
class Words {
  readonly #finding: Finding;

  constructor(finding: Finding) {
    this.#finding = finding;
  }

  get before(): string {
    return show(this.#finding.before);
  }

  get after(): string {
    return show(this.#finding.after);
  }

  /** The keyword at the end of the pointer: `maxLength`. */
  get keyword(): string {
    return splitPointer(this.#finding.pointer).at(-1) ?? '';
  }
}

const SHOWN = 120;

function show(value: Json | undefined): string {
  if (value === undefined) return 'none';
  const text = Array.isArray(value)
    ? value.map(show).join(', ')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

type Phrase = (words: Words) => string;

const changed: Phrase = ({ before, after }) => `changed from ${before} to ${after}`;
const limit: Phrase = ({ keyword, before, after }) => `has ${keyword} ${after} (was ${before})`;

const PHRASES: Readonly<Record<ChangeKind, Phrase>> = {
  'operation-added': ({ after }) => `${after} is new`,
  'operation-removed': ({ before }) => `${before} is gone`,
  'operation-moved': ({ before, after }) => `moved from ${before} to ${after}`,
  'operation-renamed': ({ before, after }) => `is called ${after} (was ${before})`,
  'path-parameter-renamed': ({ before, after }) => `is called ${after} (was ${before})`,
  deprecated: () => 'is deprecated',
  undeprecated: () => 'is no longer deprecated',
  'optional-parameter-added': () => 'may be sent',
  'required-parameter-added': () => 'must be sent',
  'optional-parameter-removed': () => 'is gone',
  'required-parameter-removed': () => 'is gone, although it was required',
  'parameter-now-required': () => 'is required now',
  'parameter-now-optional': () => 'is optional now',
  'parameter-encoding-changed': changed,
  'body-added': () => 'is new',
  'body-removed': () => 'is gone',
  'body-now-required': () => 'is required now',
  'body-now-optional': () => 'is optional now',
  'media-type-added': () => 'is new',
  'media-type-removed': () => 'is gone',
  'media-encoding-changed': changed,
  'status-added': () => 'is new',
  'status-removed': () => 'is gone',
  'optional-header-added': () => 'may come',
  'required-header-added': () => 'always comes now',
  'optional-header-removed': () => 'is gone',
  'required-header-removed': () => 'is gone, although it was certain',
  'header-now-required': () => 'always comes now',
  'header-now-optional': () => 'may be missing now',
  'header-encoding-changed': () => 'is written differently',
  'links-changed': () => 'changed',
  'optional-property-added': () => 'is new',
  'required-property-added': () => 'is new and required',
  'optional-property-removed': () => 'is gone',
  'required-property-removed': () => 'is gone, although it was required',
  'property-now-required': () => 'is required now',
  'property-now-optional': () => 'is optional now',
  'property-rule-added': () => 'obeys a schema now',
  'property-rule-removed': () => 'obeys no schema any more',
  'additional-properties-forbidden': () => 'is no longer allowed',
  'additional-properties-allowed': () => 'is allowed now',
  'type-narrowed': ({ before, after }) => `is ${after} only (was ${before})`,
  'type-widened': ({ before, after }) => `is ${after} (was ${before})`,
  'type-changed': ({ before, after }) => `is ${after} (was ${before})`,
  'null-forbidden': () => 'can no longer be null',
  'null-allowed': () => 'can be null now',
  'value-forbidden': () => 'can no longer occur',
  'value-allowed': () => 'can occur now',
  'enum-values-removed': ({ before }) => `no longer has ${before}`,
  'enum-values-added': ({ after }) => `may be ${after} as well`,
  'enum-introduced': ({ after }) => `must be one of ${after}`,
  'enum-lifted': ({ before }) => `need not be one of ${before} any more`,
  'limit-tightened': limit,
  'limit-loosened': limit,
  'limit-changed': limit,
  'pattern-added': ({ after }) => `must match ${after}`,
  'pattern-removed': ({ before }) => `need not match ${before} any more`,
  'pattern-changed': ({ before, after }) => `must match ${after} (was ${before})`,
  'format-added': ({ keyword, after }) => `has ${keyword} ${after}`,
  'format-removed': ({ keyword, before }) => `has no ${keyword} ${before} any more`,
  'format-changed': ({ keyword, before, after }) => `has ${keyword} ${after} (was ${before})`,
  'alternative-removed': () => 'is no longer an alternative',
  'alternative-added': () => 'is a new alternative',
  'union-introduced': () => 'must be one of several alternatives',
  'union-lifted': () => 'need not be one of several alternatives any more',
  'condition-added': ({ keyword }) => `has a further condition (${keyword})`,
  'condition-removed': ({ keyword }) => `has a condition less (${keyword})`,
  'condition-changed': ({ keyword }) => `has another condition (${keyword})`,
  'default-changed': ({ before, after }) => `has the default ${after} (was ${before})`,
  'xml-changed': () => 'has another form in XML',
  'security-added': ({ after }) => `takes ${after} as well`,
  'security-removed': ({ before }) => `no longer takes ${before}`,
  'security-scheme-changed': () => 'changed',
  'guard-added': () => 'is new',
  'guard-removed': () => 'is gone',
  'guard-changed': changed,
  'server-added': ({ after }) => `name ${after} as well`,
  'server-removed': ({ before }) => `no longer name ${before}`,
  'callback-added': () => 'is new',
  'callback-removed': () => 'is gone',
  'callback-changed': () => 'changed',
};
