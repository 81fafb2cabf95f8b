import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** Works without script; with it the page of results answers while one types. */
export function renderSearchForm(action: string, what: string, query = ''): Html {
  return html`<form class="search" role="search" action="${action}">
<label for="@q">Search ${what}</label>
<input id="@q" name="q" type="search" value="${query}" maxlength="200" autocomplete="off" spellcheck="false" placeholder="operation, parameter, schema, property, code">
<button>Search</button>
</form>`;
}
