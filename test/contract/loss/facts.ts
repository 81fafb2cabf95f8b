/**
 * What a document or an output says, one thing each, in words that are the same on both sides:
 * `header GET /v1/accounts 200 X-Request-ID`, `constraint accountReference /iban pattern "[A-Z]{2}"`.
 */
export type Facts = ReadonlySet<string>;
export type Say = (...words: readonly (string | number)[]) => void;

export function collectFacts(tell: (say: Say) => void): Facts {
  const facts = new Set<string>();
  tell((...words) => facts.add(words.join(' ')));
  return facts;
}

export function without(facts: Facts, others: Facts): readonly string[] {
  return [...facts].filter((fact) => !others.has(fact)).sort();
}

/** The facts whose first word is one of these. */
export function ofKinds(facts: Facts, kinds: readonly string[]): Facts {
  return new Set([...facts].filter((fact) => kinds.includes(kindOf(fact))));
}

export function kindOf(fact: string): string {
  return fact.slice(0, fact.indexOf(' '));
}

/** Patterns are anchored and repaired on the way; what is left of one when that is taken away is the same. */
export function barePattern(pattern: string): string {
  return pattern.replace(/\(\?:|[\\^$/()]/g, '');
}
