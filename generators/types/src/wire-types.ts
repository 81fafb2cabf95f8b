/// <reference path="./openapi-typescript.d.ts" />
import { astToString } from 'openapi-typescript/dist/lib/ts.mjs';
import { resolveRef, scanDiscriminators } from 'openapi-typescript/dist/lib/utils.mjs';
import transformSchema from 'openapi-typescript/dist/transform/index.mjs';
import ts from 'typescript';
import { BYTES } from './project.ts';

/**
 * The text of openapi-typescript for a document without references to anything but its own schemas. Its transforms
 * are called directly: its entry point first bundles and validates, which has been done and takes half of its time.
 */
export function printWireTypes(document: Record<string, unknown>): string {
  const options = { silent: true };
  const context = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false,
    discriminators: scanDiscriminators(document as never, options as never),
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: transformNode,
    transformProperty: undefined,
    resolve: ($ref: string) => resolveRef(document as never, $ref, options as never),
  };
  return astToString(transformSchema(document as never, context as never));
}

function transformNode(schema: Record<string, unknown>): ts.TypeNode | undefined {
  if (schema[BYTES] === true) return ts.factory.createTypeReferenceNode('Uint8Array');
  if (schema['maxProperties'] === 0) return recordOf(ts.SyntaxKind.NeverKeyword);
  return undefined;
}

function recordOf(kind: ts.KeywordTypeSyntaxKind): ts.TypeNode {
  const { factory } = ts;
  return factory.createTypeReferenceNode('Record', [
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createKeywordTypeNode(kind),
  ]);
}
