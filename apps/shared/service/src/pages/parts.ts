import { FORM_TOKEN } from '../http/protect-forms.ts';
import { type Html, html } from './html.ts';

/** A day and a minute, in UTC, and for machines all of it. */
export const showTime = (date: Date): Html =>
  html`<time datetime="${date.toISOString()}">${date.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;

export type Tone = 'good' | 'bad' | 'waiting';

/** A status in words; the colour only repeats it. */
export const showBadge = (words: string, tone: Tone | undefined): Html =>
  html`<span class="badge ${tone ?? ''}">${words}</span>`;

export interface Column<Item> {
  readonly title: string;
  readonly show: (item: Item) => Html | string;
}

/**
 * A table that scrolls by itself where it is too wide, by keyboard too. On a phone its rows are blocks; the roles keep it
 * a table for who does not see it.
 */
export function showTable<Item>(caption: string, columns: readonly Column<Item>[], items: readonly Item[]): Html {
  if (items.length === 0) return html`<p>${caption}: none.</p>`;
  const showRow = (item: Item) => html`<tr role="row">
    ${columns.map(({ title, show }) => html`<td role="cell" data-title="${title}"><span>${show(item)}</span></td>`)}
  </tr>`;
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table role="table">
      <caption>${caption}</caption>
      <thead role="rowgroup"><tr role="row">
        ${columns.map(({ title }) => html`<th role="columnheader" scope="col">${title}</th>`)}
      </tr></thead>
      <tbody role="rowgroup">${items.map(showRow)}</tbody>
    </table>
  </div>`;
}

/** Names and values; what is undefined is left out. */
export function showFacts(facts: readonly (readonly [name: string, value: Html | string | undefined])[]): Html {
  return html`<dl>
    ${facts.map(([name, value]) => (value === undefined ? '' : html`<dt>${name}</dt><dd>${value}</dd>`))}
  </dl>`;
}

export interface FieldOptions {
  readonly label: string;
  readonly name: string;
  readonly hint?: string;
  readonly type?: 'text' | 'password' | 'number' | 'search' | 'date';
  readonly value?: string;
  readonly isOptional?: boolean;
  readonly autocomplete?: string;
  /** As a text of several lines. */
  readonly isLong?: boolean;
  /** A code of digits: the keyboard of a phone offers them, and the code from a message. */
  readonly isCode?: boolean;
  readonly isInvalid?: boolean;
}

export function showField({ label, name, hint, type = 'text', value = '', ...options }: FieldOptions): Html {
  const { isOptional = false, isLong = false, isCode = false, isInvalid = false } = options;
  const { autocomplete = isCode ? 'one-time-code' : 'off' } = options;
  const id = `field-${name}`;
  const described = hint === undefined ? '' : html` aria-describedby="${id}-hint"`;
  const required = isOptional ? '' : ' required';
  const invalid = isInvalid ? html` aria-invalid="true"` : '';
  const digits = isCode ? html` class="code" inputmode="numeric" maxlength="12" spellcheck="false"` : '';
  return html`<label for="${id}">${label}${isOptional && type !== 'search' ? ' (optional)' : ''}</label>
    ${hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${
      isLong
        ? html`<textarea id="${id}" name="${name}"${described}${required}>${value}</textarea>`
        : html`<input id="${id}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"${digits}${described}${required}${invalid}>`
    }`;
}

export function showSelect(
  label: string,
  name: string,
  choices: readonly (readonly [value: string, text: string])[],
  chosen?: string,
): Html {
  return html`<div><label for="field-${name}">${label}</label>
    <select id="field-${name}" name="${name}">
      ${choices.map(
        ([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`,
      )}
    </select></div>`;
}

export interface ChoiceOptions {
  readonly type: 'checkbox' | 'radio';
  readonly name: string;
  readonly value: string;
  readonly isChosen?: boolean;
  readonly isRequired?: boolean;
}

export function showChoice(label: Html | string, { type, name, value, ...options }: ChoiceOptions): Html {
  const checked = options.isChosen === true ? html` checked` : '';
  const required = options.isRequired === true ? html` required` : '';
  return html`<label class="choice">
    <input type="${type}" name="${name}" value="${value}"${checked}${required}> <span>${label}</span>
  </label>`;
}

/** A form that only this session can send. */
export function showForm(
  action: string,
  formToken: string,
  content: Html,
  button: { readonly text: string; readonly tone?: 'grave' | 'plain' | 'second' },
): Html {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
    ${content}
    <button${button.tone === undefined ? '' : html` class="${button.tone}"`}>${button.text}</button>
  </form>`;
}

/** The way to the next page of a list, with the filter that it was made with. */
export function showNext(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  next: string | undefined,
): Html {
  if (next === undefined) return html``;
  return html`<p><a href="${toHref(path, { ...query, after: next })}">Next page</a></p>`;
}

/** What `showNext` has put into an address, where that is the number of a record; whatever else stands there is no place in a list. */
export function readNext(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

export function toHref(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
