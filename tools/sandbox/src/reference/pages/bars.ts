import { html } from 'hono/html';
import type { Group } from '../changes/groups.ts';
import type { Html } from './layout.ts';

/**
 * How many changes there are of each group. The number is text; the bar beside it is for the eye, an SVG since the
 * policy allows no style in an element.
 */
export function renderBars(groups: readonly Group[]): Html {
  const most = Math.max(1, ...groups.map(({ changes }) => changes.length));
  return html`<table class="bars">
<caption class="unseen">Changes by whom they break</caption>
<thead class="unseen"><tr><th scope="col">Group</th><th scope="col">Changes</th></tr></thead>
<tbody>${groups.map((group) => renderRow(group, most))}</tbody>
</table>`;
}

const renderRow = ({ id, title, changes }: Group, most: number) => html`<tr>
<th scope="row">${changes.length === 0 ? title : html`<a href="#${id}">${title}</a>`}</th>
<td class="count">${changes.length}</td>
<td class="share" aria-hidden="true"><svg viewBox="0 0 100 10" preserveAspectRatio="none"><rect class="${id}" width="${widthOf(changes.length, most)}" height="10"/></svg></td>
</tr>`;

const widthOf = (count: number, most: number) => Math.round((1000 * count) / most) / 10;
