/** What a stage has to say about the document; collected, never thrown one by one. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning' | 'info';
  /** File as the user named it, or relative to the folder of the root document. */
  readonly file: string;
  /** JSON pointer into that file; empty for the whole of it. */
  readonly pointer: string;
  readonly message: string;
  /** One-based, where the place in the text is known. */
  readonly line?: number;
  readonly column?: number;
}

/** Every code there is, with the severity that it has and what it means; `docs/diagnostics.md` is printed from here. */
export const DIAGNOSTICS = {
  'unreadable-file': ['error', 'The file cannot be read or is no YAML, JSON or OpenAPI document.'],
  'unsupported-version': ['error', 'The document is neither OpenAPI 3.0, 3.1 nor Swagger 2.0.'],
  'duplicate-key': ['error', 'A mapping has the same key twice; one of the two would be lost.'],
  'invalid-structure': ['error', 'A part of the document does not have the form that OpenAPI gives it.'],
  'unresolved-ref': ['error', 'A $ref points to nothing.'],
  'circular-ref': ['error', 'A $ref resolves to itself without a schema in between.'],
  'duplicate-operation-id': ['error', 'Two operations have the same operationId.'],
  'path-collision': ['error', 'Two path templates match the same requests and nothing tells them apart.'],
  'invalid-pattern': ['error', 'A pattern is no regular expression.'],
  'missing-path-parameter': ['warning', 'A path template names a parameter that is not declared; it is read as text.'],
  'repaired-keyword': ['warning', 'A keyword does not have the form that it must have and was read as it was meant.'],
  'unknown-security-scheme': ['warning', 'A security requirement names a scheme that is not declared.'],
  'invalid-overlay': ['error', 'An overlay is malformed or one of its targets is no JSONPath.'],
  'overlay-unmatched': ['warning', 'An overlay action matches nothing in the document.'],
  'unknown-selection': ['error', 'x-select names a parameter or a schema that does not exist.'],
  'converted-swagger-2': ['info', 'The document is Swagger 2.0 and was converted to OpenAPI 3.'],
  'missing-operation-id': ['warning', 'An operation has no operationId; a name was derived from method and path.'],
  'undeclared-required': ['warning', 'A required property is not among the declared properties.'],
  'unused-path-parameter': ['warning', 'A path parameter is declared that the template does not name.'],
  'duplicate-parameter': ['error', 'The same parameter is declared twice in one place.'],
  'ignored-parameter': ['info', 'OpenAPI ignores header parameters named Accept, Content-Type and Authorization.'],
  'pattern-anchored': ['info', 'A pattern without an anchor was anchored at both ends: it describes the whole value.'],
  'pattern-repaired': ['warning', 'A pattern is invalid under the Unicode flag and was rewritten to mean the same.'],
  'empty-alternative': ['info', 'An empty schema among alternatives was narrowed to the empty object.'],
  'overlapping-alternatives': [
    'info',
    'Alternatives of a oneOf overlap, so that valid values match two; one match is enough.',
  ],
  'expanded-path': ['info', 'A path parameter with an enum was expanded to literal paths, because templates collide.'],
  'crossing-paths': [
    'warning',
    'Two path templates match some of the same requests; the one that is literal first wins.',
  ],
} as const satisfies Record<string, readonly ['error' | 'warning' | 'info', string]>;

export type DiagnosticCode = keyof typeof DIAGNOSTICS;
