/** Where the pages of a specification are, and what of them. All of it may stand in an attribute as it is. */
export const addressOf = (specification: string) => `/apis/${encodeURIComponent(specification)}`;

/** Of an operation, or of a part of one by its anchor. */
export const operationAddress = (specification: string, anchor: string) =>
  `${addressOf(specification)}#${anchorOf(anchor)}`;

export function schemaAddress(specification: string, schema: string, member?: string): string {
  const page = `${addressOf(specification)}/schemas/${encodeURIComponent(schema)}`;
  return member === undefined ? page : `${page}#${anchorOf(member)}`;
}

/**
 * The id of an element. Documents name things with any character; ids and fragments take these few as they are. What
 * is one already stays as it is. Ids of the pages' own begin with an @, which none of these can have.
 */
export function anchorOf(...parts: readonly string[]): string {
  return parts.join('.').replaceAll(/[^\w.:~-]/gu, (character) => `:${character.codePointAt(0)?.toString(16)}`);
}
