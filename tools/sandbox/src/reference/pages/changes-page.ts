import { type Change, KINDS, renderSummary, summarise } from '@openxs2a/generate';
import { html } from 'hono/html';
import { isBreaking, LABELS } from '../changes/compare.ts';
import { type Group, groupChanges } from '../changes/groups.ts';
import type { Specification } from '../edition.ts';
import { addressOf, operationAddress, schemaAddress } from './addresses.ts';
import { renderBars } from './bars.ts';
import type { Html } from './layout.ts';
import { labelOf, renderSpecificationPage } from './specification-page.ts';

export interface Comparison {
  readonly before: Specification;
  readonly after: Specification;
  /** All of them, whatever is shown. */
  readonly changes: readonly Change[];
}

/** What changed since another version, by whom it breaks. */
export function renderChangesPage(comparison: Comparison, family: readonly Specification[], only: boolean): Html {
  const { before, after, changes } = comparison;
  const groups = groupChanges(only ? changes.filter(isBreaking) : changes);
  return renderSpecificationPage(after, {
    title: `Changes since ${before.api.version}`,
    section: '/changes',
    body: html`<p>${tellSummary(comparison)}</p>
<p>Both documents are compared as they are written, without overlays; words, examples and the order of things are no
change. A change breaks a side when what it does by the older version is no longer right by the newer one.</p>
${renderBars(groupChanges(changes))}
${renderChoices(comparison, family, only)}
${groups.map((group) => (group.changes.length === 0 ? '' : renderGroup(group, comparison)))}`,
  });
}

/** Where there is nothing to compare with. */
export function renderNoEarlierPage(specification: Specification, family: readonly Specification[]): Html {
  const { api, name } = specification;
  return renderSpecificationPage(specification, {
    title: 'Changes',
    section: '/changes',
    body: html`<p class="notice">There is no earlier version of this interface here: ${api.version} is the oldest that the reference has.
The standard's own files are compared with where they lie beside the repository, in <code>../shared/specs/official</code>.</p>
${family.length === 0 ? '' : renderOthers(name, family)}`,
  });
}

const tellSummary = ({ before, after, changes }: Comparison) =>
  `${labelOf(before)} to ${labelOf(after)}: ${renderSummary(summarise(changes), LABELS)}.`;

function renderChoices({ before, after, changes }: Comparison, family: readonly Specification[], only: boolean): Html {
  const address = `${addressOf(after.name)}/changes`;
  const from = `?from=${encodeURIComponent(before.name)}`;
  const others = family.filter(({ name }) => name !== before.name);
  const breaking = changes.filter(isBreaking).length;
  return html`<nav aria-label="What is shown" class="links">
<a href="${address}${from}"${only ? '' : html` aria-current="true"`}>All changes (${changes.length})</a>
<a href="${address}${from}&amp;show=breaking"${only ? html` aria-current="true"` : ''}>Only what breaks somebody (${breaking})</a>
<a href="${address}.md${from}${only ? html`&amp;show=breaking` : ''}" download>As Markdown</a>
</nav>
${others.length === 0 ? '' : renderOthers(after.name, others)}`;
}

const renderOthers = (name: string, others: readonly Specification[]) =>
  html`<p class="links">Compare with: ${others.map(
    (other) => html`<a href="${addressOf(name)}/changes?from=${encodeURIComponent(other.name)}">${labelOf(other)}</a> `,
  )}</p>`;

function renderGroup({ id, title, changes }: Group, comparison: Comparison): Html {
  return html`<section id="${id}">
<h2>${title} (${changes.length})</h2>
<ul class="list">${changes.map((change) => renderChange(change, comparison))}</ul>
</section>`;
}

const PARTS = { api: 'interface', request: 'request', response: 'answer' } as const;

function renderChange(change: Change, comparison: Comparison): Html {
  const { kind, part, message } = change;
  return html`<li class="change">
<p class="lead">${message}</p>
<p class="type">${PARTS[part]}, <code>${kind}</code>: ${KINDS[kind][1]}</p>
${renderPlaces(change, comparison)}</li>`;
}

const SHOWN = 4;

function renderPlaces(change: Change, comparison: Comparison): Html | '' {
  const links = [...linksToSchema(change, comparison), ...linksToOperations(change, comparison)];
  const row = (some: readonly Html[]) => some.map((link, index) => html`${index === 0 ? '' : ', '}${link}`);
  if (links.length === 0) return '';
  if (links.length <= SHOWN + 1) return html`<p class="places">In ${row(links)}</p>`;
  return html`<details class="places"><summary>In ${links.length} places</summary><p>${row(links)}</p></details>`;
}

function linksToSchema({ pointer }: Change, { before, after }: Comparison): Html[] {
  const name = /^\/schemas\/([^/]*)/.exec(pointer)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
  const owner = [after, before].find(({ api }) => name !== undefined && Object.hasOwn(api.schemas, name));
  if (name === undefined || owner === undefined) return [];
  return [html`<a href="${schemaAddress(owner.name, name)}"><code>${name}</code></a>`];
}

/** What is gone is to be read in the older version. */
function linksToOperations({ places }: Change, { before, after }: Comparison): Html[] {
  const statuses = Map.groupBy(places, ({ operationId }) => operationId);
  return [...statuses].map(([id, some]) => {
    const owner = after.api.operations.some((operation) => operation.id === id) ? after : before;
    const answers = [...new Set(some.flatMap(({ status }) => status ?? []))].join(', ');
    return html`<a href="${operationAddress(owner.name, id)}"><code>${id}</code></a>${answers === '' ? '' : ` (${answers})`}`;
  });
}
