import type { Facts } from './loss/facts.ts';

/** Facts that every round trip has to come across; a body that HTTP forbids is none. */
export function listTravelling(raw: Facts): readonly string[] {
  const kinds = /^(operation|status|request|response|header|parameter) /;
  const bodiless = /^response \S+ \S+ (204|205|304) /;
  return [...raw].filter((fact) => kinds.test(fact) && !bodiless.test(fact));
}

/** Rules that can be broken wherever they stand; of formats those that are checked. */
const BREAKABLE =
  /^(enum|const|pattern|minLength|maxLength|minimum|maximum|exclusiveMinimum|exclusiveMaximum|minItems|maxItems|additionalProperties)$/;

/**
 * How many different places of the document's request bodies have a rule of each kind: no fewer violations may have
 * been sent. Counted from the facts of the YAML, through the references that bodies reach.
 */
export function countRulesOfBodies(raw: Facts): ReadonlyMap<string, number> {
  const facts = [...raw].map((fact) => fact.split(' '));
  const inlineOwner = (words: readonly string[]) => words.slice(1, 5).join(' ');
  const isBody = (words: readonly string[]) => words[3] === 'request' && /json/.test(words[4] ?? '');
  const reached = new Set<string>();
  const queue: string[] = [];
  const reach = (name: string | undefined) => {
    if (name === undefined || reached.has(name)) return;
    reached.add(name);
    queue.push(name);
  };
  for (const words of facts) if (words[0] === 'reference' && isBody(words)) reach(words.at(-1));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const words of facts) if (words[0] === 'reference' && words[1] === name) reach(words.at(-1));
  }
  const places = new Map<string, Set<string>>();
  const add = (rule: string, place: string) => places.set(rule, (places.get(rule) ?? new Set()).add(place));
  for (const words of facts) {
    const inline = isBody(words);
    if (!inline && !reached.has(words[1] ?? '')) continue;
    const owner = inline ? inlineOwner(words) : (words[1] ?? '');
    const rest = words.slice(inline ? 5 : 2);
    if (words[0] === 'required') add('required', `${owner} ${rest[0]}`);
    if (words[0] === 'constraint' && BREAKABLE.test(rest[1] ?? '')) add(rest[1] ?? '', `${owner} ${rest[0]}`);
  }
  return new Map([...places].map(([rule, set]) => [rule, set.size]));
}

/** How many parameters must be there, and so how often one was left out. */
export function countMissingParameters(raw: Facts): number {
  return [...raw].filter((fact) => fact.startsWith('requiredParameter ') && !fact.includes(' path ')).length;
}
