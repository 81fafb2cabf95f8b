import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0';
import { isNode } from '../grammar.ts';
import type { Reporter } from './report.ts';
import type { Source } from './source.ts';

/** Which dialect the document says it is written in; reported where it is none that is read here. */
export function findVersion(root: Source, reporter: Reporter): '2.0' | '3.0' | '3.1' | undefined {
  const origin = { source: root, pointer: '' };
  if (!isNode(root.value)) {
    reporter.report('unreadable-file', origin, '', 'The file holds no OpenAPI document.');
    return undefined;
  }
  // unquoted, YAML reads 3.1 as a number
  const text = (value: unknown) => (typeof value === 'number' ? value.toFixed(1) : String(value ?? ''));
  if (text(root.value['swagger']).startsWith('2.0')) return '2.0';
  const version = text(root.value['openapi']);
  if (/^3\.0(\.|$)/.test(version)) return '3.0';
  if (/^3\.1(\.|$)/.test(version)) return '3.1';
  const said = version === '' ? 'has no member "openapi"' : `says "openapi: ${version}"`;
  reporter.report(
    'unsupported-version',
    origin,
    '',
    `The document ${said}; OpenAPI 3.0, 3.1 and Swagger 2.0 are read.`,
  );
  return undefined;
}

/** The document in OpenAPI 3.0. Places in the text are lost; pointers are into the converted document. */
export function toOpenApi3(root: Source, reporter: Reporter): Source | undefined {
  const origin = { source: root, pointer: '' };
  try {
    const value: unknown = upgradeFromTwoToThree(
      structuredClone(root.value) as Parameters<typeof upgradeFromTwoToThree>[0],
    );
    reporter.report(
      'converted-swagger-2',
      origin,
      '',
      'The document is Swagger 2.0; pointers are into its conversion.',
    );
    return { ...root, value, place: () => undefined };
  } catch (error) {
    reporter.report(
      'unreadable-file',
      origin,
      '',
      `The Swagger 2.0 document cannot be converted: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}
