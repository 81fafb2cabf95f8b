export { docComment } from './doc-comment.ts';
export { type EmitOptions, fromOptions, type ImportExtension } from './emit-options.ts';
export { printLiteral, printPropertyKey, printString } from './literal.ts';
export { toCamelCase, toIdentifier, toPascalCase, uniqueNames } from './names.ts';
export { type Preamble, printPreamble } from './preamble.ts';
export { type SourceFile, sourceFile } from './source-file.ts';
