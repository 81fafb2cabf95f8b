import type { Json, Schema } from '@openxs2a/ir';
import { html } from 'hono/html';
import type { Specification } from '../edition.ts';
import { listConstraints } from '../schemas/constraints.ts';
import { listMembers, type Member } from '../schemas/members.ts';
import { findUsage, type Usage } from '../schemas/usage.ts';
import { addressOf, anchorOf, operationAddress, schemaAddress } from './addresses.ts';
import type { Html } from './layout.ts';
import { renderProse } from './prose.ts';
import { renderSpecificationPage } from './specification-page.ts';
import { renderType } from './type.ts';

/** One schema: what it means, what it is made of, what holds for it and where it is used. */
export function renderSchemaPage(specification: Specification, schemaName: string, schema: Schema): Html {
  const { name, api } = specification;
  return renderSpecificationPage(specification, {
    title: schemaName,
    heading: html`<code>${schemaName}</code>`,
    crumbs: [{ text: 'Schemas', href: `${addressOf(name)}/schemas` }],
    body: html`${renderProse(textAt(schema, 'description'))}
<p class="type">${renderFacts(name, schema)}</p>
${renderValues(schema)}
${renderMembers(name, listMembers(schema))}
${renderExamples(schema)}
${renderUsage(name, findUsage(api, schemaName))}`,
  });
}

const textAt = (schema: Schema, keyword: string) => {
  const text = typeof schema === 'boolean' ? undefined : schema[keyword];
  return typeof text === 'string' ? text : undefined;
};

/** A list of values has a list of its own. */
function renderFacts(specification: string, schema: Schema): Html {
  const { enum: values, ...rest } = typeof schema === 'boolean' ? {} : schema;
  const type = renderType(specification, values === undefined ? schema : rest);
  return html`${type}${listConstraints(schema).map((constraint) => `, ${constraint}`)}`;
}

function renderValues(schema: Schema): Html | '' {
  const values = typeof schema === 'boolean' ? undefined : schema['enum'];
  if (!Array.isArray(values)) return '';
  return html`<h2>Values</h2><ul>${values.map((value) => html`<li><code>${String(value)}</code></li>`)}</ul>`;
}

function renderMembers(specification: string, members: readonly Member[]): Html | '' {
  if (members.length === 0) return '';
  // Alternatives may have a property each of the same name; the first has the anchor.
  const anchored = new Map(members.toReversed().map((member) => [member.path, member]));
  return html`<h2>Properties</h2>
<dl class="members">${members.map((member) => renderMember(specification, member, anchored.get(member.path) === member))}</dl>`;
}

function renderMember(specification: string, member: Member, hasAnchor: boolean): Html {
  const { path, schema, required, within } = member;
  const more = [
    required ? 'required' : 'optional',
    ...listConstraints(schema),
    ...(within === undefined ? [] : [within]),
  ];
  return html`<dt${hasAnchor ? html` id="${anchorOf(path)}"` : ''}><code>${path}</code>
<span class="type">${renderType(specification, schema)}, ${more.join(', ')}</span></dt>
<dd>${renderProse(textAt(schema, 'description'))}</dd>`;
}

function renderExamples(schema: Schema): Html | '' {
  const examples = typeof schema === 'boolean' ? undefined : schema['examples'];
  if (!Array.isArray(examples) || examples.length === 0) return '';
  return html`<h2>Examples</h2>${examples.map(renderExample)}`;
}

const renderExample = (example: Json) =>
  html`<pre class="scroll" tabindex="0">${JSON.stringify(example, null, 2)}</pre>`;

function renderUsage(specification: string, { operations, schemas }: Usage): Html {
  if (operations.size + schemas.size === 0) return html`<h2>Used by</h2><p>Nothing here names it.</p>`;
  return html`<h2>Used by</h2>
<ul class="usage">${[...schemas].map(
    (name) => html`<li>schema <a href="${schemaAddress(specification, name)}"><code>${name}</code></a></li>`,
  )}${[...operations].map(
    ([id, spots]) =>
      html`<li><a href="${operationAddress(specification, id)}"><code>${id}</code></a>: ${[...spots].join(', ')}</li>`,
  )}</ul>`;
}
