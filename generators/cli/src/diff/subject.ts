import { splitPointer } from '@openxs2a/ir';

/** What a pointer is about, as one says it: `Book.authors[].name`, `query parameter page`, `header Location`. */
export function subjectOf(pointer: string): string {
  const keys = splitPointer(pointer);
  let subject = '';
  while (keys.length > 0) {
    const key = keys.shift() ?? '';
    subject = extend(subject, key, keys);
  }
  return subject === '' ? 'the operation' : subject;
}

type Extend = (subject: string, keys: string[]) => string;

/** Each word of a pointer takes as many further keys as belong to it. */
const WORDS: Readonly<Record<string, Extend>> = {
  schemas: (_subject, keys) => take(keys),
  parameters: (_subject, keys) => `${take(keys)} parameter ${take(keys)}`,
  headers: (_subject, keys) => `header ${take(keys)}`,
  content: (_subject, keys) => `${take(keys)} body`,
  body: () => 'the body',
  select: (subject, keys) => `${subject} for ${take(keys)}`,
  responses: (_subject, keys) => `status ${take(keys)}`,
  guards: (_subject, keys) => `guard ${take(keys)}`,
  security: () => 'security',
  securitySchemes: (_subject, keys) => `security scheme ${take(keys)}`,
  servers: () => 'servers',
  links: () => 'links',
  callbacks: (_subject, keys) => `callback ${take(keys)}`,
  webhooks: (_subject, keys) => `webhook ${take(keys)}`,
  properties: (subject, keys) => `${subject}.${take(keys)}`,
  patternProperties: (subject, keys) => `${subject}./${take(keys)}/`,
  additionalProperties: (subject) => `${subject}.*`,
  unevaluatedProperties: (subject) => `${subject}.*`,
  items: (subject) => `${subject}[]`,
  prefixItems: (subject, keys) => `${subject}[${take(keys)}]`,
  oneOf: (subject, keys) => (keys.length > 0 ? `${subject} as ${take(keys)}` : subject),
  anyOf: (subject, keys) => (keys.length > 0 ? `${subject} as ${take(keys)}` : subject),
};

function extend(subject: string, word: string, keys: string[]): string {
  return Object.hasOwn(WORDS, word) ? (WORDS[word]?.(subject, keys) ?? subject) : subject;
}

function take(keys: string[]): string {
  return keys.shift() ?? '';
}
