import type { Operation } from '@openxs2a/ir';
import { html } from 'hono/html';
import type { Specification } from '../catalogue.ts';
import { type Html, renderPage } from './layout.ts';
import { breakable, renderOperation } from './operation.ts';
import { renderProse } from './prose.ts';

/** Every operation of a specification in plain HTML: to read, to print and to search without script. */
export function renderOperationsPage({ name, api }: Specification): Html {
  const groups = groupByTag(api.operations);
  const describe = (tag: string) => api.tags.find((each) => each.name === tag)?.description;
  return renderPage({
    title: `${api.title} ${api.version}`,
    crumbs: [{ text: `${name} ${api.version}`, href: `/apis/${name}` }],
    body: html`<h1>${api.title} <span class="version">${api.version}</span></h1>
<p class="links"><a href="/apis/${name}/explorer">Explorer</a> <a href="/apis/${name}/openapi.json">OpenAPI document</a></p>
<nav aria-label="Operations" class="contents">
<h2>Operations</h2>
<ul class="list">${api.operations.map(renderEntry)}</ul>
</nav>
<details><summary>About this interface</summary>${renderProse(api.description)}</details>
${groups.map(([tag, operations]) => renderGroup(tag, describe(tag), operations))}`,
  });
}

const renderEntry = ({ id, method, path, summary }: Operation) => html`<li class="entry">
<a class="quiet" href="#${id}"><span class="method ${method}">${method.toUpperCase()}</span> <code>${breakable(path)}</code></a>
<span class="summary">${summary ?? id}</span></li>`;

function renderGroup(tag: string, description: string | undefined, operations: readonly Operation[]): Html {
  return html`<section>
<h2>${tag}</h2>
${renderProse(description)}
${operations.map(renderOperation)}
</section>`;
}

/** By their first tag, in the order in which the tags first occur. */
function groupByTag(operations: readonly Operation[]): readonly (readonly [string, readonly Operation[]])[] {
  return [...Map.groupBy(operations, ({ tags }) => tags[0] ?? 'Other operations')];
}
