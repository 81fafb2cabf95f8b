import { html } from 'hono/html';
import type { Html } from './layout.ts';

/**
 * The part of Markdown that descriptions use: paragraphs, lists, tables, code in backticks, headings and fences as
 * they stand. All else is shown as text; HTML in a description is text, too.
 */
export function renderProse(text: string | undefined): Html | '' {
  if (text === undefined || text.trim() === '') return '';
  const blocks = text.trim().split(/\n\s*\n/);
  return html`${blocks.map((block) => renderBlock(block.split('\n').map((line) => line.trim())))}`;
}

/** One line: no paragraph around it. */
export function renderInline(text: string): Html {
  const parts = text.split(/`([^`]+)`/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : withoutMarks(part)))}`;
}

const withoutMarks = (text: string) => text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1').replace(/\*\*([^*]+)\*\*/g, '$1');

function renderBlock(lines: readonly string[]): Html {
  if (lines.every((line) => line.startsWith('|'))) return renderTable(lines);
  if (lines[0]?.startsWith('- ')) return html`<ul>${itemsOf(lines, /^- /).map(renderItem)}</ul>`;
  if (/^\d+\. /.test(lines[0] ?? '')) return html`<ol>${itemsOf(lines, /^\d+\. /).map(renderItem)}</ol>`;
  return html`<p>${renderInline(lines.join(' ').replace(/^#+ /, ''))}</p>`;
}

const renderItem = (item: string) => html`<li>${renderInline(item)}</li>`;

/** A line without a mark of its own goes on with the item before it. */
function itemsOf(lines: readonly string[], mark: RegExp): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ''));
    else items.push(`${items.pop() ?? ''} ${line}`.trim());
  }
  return items;
}

function renderTable([head = '', , ...rows]: readonly string[]): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>
<thead><tr>${cellsOf(head).map((cell) => html`<th scope="col">${renderInline(cell)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cellsOf(row).map((cell) => html`<td>${renderInline(cell)}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

const cellsOf = (row: string) =>
  row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
