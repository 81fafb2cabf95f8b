import type { Schema } from '@openxs2a/ir';
import { html } from 'hono/html';
import type { Specification } from '../edition.ts';
import { schemaAddress } from './addresses.ts';
import type { Html } from './layout.ts';
import { renderInline } from './prose.ts';
import { renderSpecificationPage } from './specification-page.ts';

/** The names of all schemas, each with the first sentence about it. */
export function renderSchemasPage(specification: Specification): Html {
  const schemas = Object.entries(specification.api.schemas);
  return renderSpecificationPage(specification, {
    title: 'Schemas',
    section: '/schemas',
    crumbs: [],
    body: html`<p>${schemas.length} schemas. What requests and answers are made of.</p>
<ul class="list">${schemas.map(([name, schema]) => renderEntry(specification.name, name, schema))}</ul>`,
  });
}

const renderEntry = (specification: string, name: string, schema: Schema) => html`<li class="entry">
<a href="${schemaAddress(specification, name)}"><code>${name}</code></a>
<span class="summary">${renderInline(firstSentence(schema))}</span></li>`;

function firstSentence(schema: Schema): string {
  if (typeof schema === 'boolean' || typeof schema['description'] !== 'string') return '';
  const paragraph = schema['description'].trim().split(/\n\s*\n/)[0] ?? '';
  const line = paragraph.replaceAll(/\s+/g, ' ');
  return /^.{20,}?[.:](?= [A-Z`]|$)/.exec(line)?.[0] ?? line;
}
