import type { Schema } from '@openxs2a/ir';
import { html } from 'hono/html';
import { schemaAddress } from './addresses.ts';
import type { Html } from './layout.ts';
import { partsOf, type TypePart } from './type-name.ts';

/** A type in a few words, with links to the schemas that it names. */
export function renderType(specification: string, schema: Schema): Html {
  return html`${partsOf(schema).map((part) => renderPart(specification, part))}`;
}

const renderPart = (specification: string, part: TypePart) =>
  typeof part === 'string'
    ? part
    : html`<a class="quiet" href="${schemaAddress(specification, part.schema)}">${part.schema}</a>`;
