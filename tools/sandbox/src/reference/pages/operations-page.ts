import type { Operation } from '@openxs2a/ir';
import { html } from 'hono/html';
import type { Specification } from '../edition.ts';
import { anchorOf } from './addresses.ts';
import type { Html } from './layout.ts';
import { breakable, renderOperation } from './operation.ts';
import { renderProse } from './prose.ts';
import { renderSpecificationPage } from './specification-page.ts';

/** Every operation of a specification in plain HTML: to read, to print and to search without script. */
export function renderOperationsPage(specification: Specification): Html {
  const { name, api } = specification;
  const groups = groupByTag(api.operations);
  const describe = (tag: string) => api.tags.find((each) => each.name === tag)?.description;
  return renderSpecificationPage(specification, {
    section: '',
    body: html`<nav aria-label="Operations" class="contents">
<h2>Operations</h2>
<ul class="list">${api.operations.map(renderEntry)}</ul>
</nav>
<details><summary>About this interface</summary>${renderProse(api.description)}</details>
${groups.map(([tag, operations]) => renderGroup(name, tag, describe(tag), operations))}`,
  });
}

const renderEntry = ({ id, method, path, summary }: Operation) => html`<li class="entry">
<a class="quiet" href="#${anchorOf(id)}"><span class="method ${method}">${method.toUpperCase()}</span> <code>${breakable(path)}</code></a>
<span class="summary">${summary ?? id}</span></li>`;

function renderGroup(
  specification: string,
  tag: string,
  description: string | undefined,
  operations: readonly Operation[],
): Html {
  return html`<section>
<h2>${tag}</h2>
${renderProse(description)}
${operations.map((operation) => renderOperation(specification, operation))}
</section>`;
}

/** By their first tag, in the order in which the tags first occur. */
function groupByTag(operations: readonly Operation[]): readonly (readonly [string, readonly Operation[]])[] {
  return [...Map.groupBy(operations, ({ tags }) => tags[0] ?? 'Other operations')];
}
