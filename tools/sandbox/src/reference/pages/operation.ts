import type { Header, Media, Operation, Parameter, Response } from '@openxs2a/ir';
import { html } from 'hono/html';
import type { Html } from './layout.ts';
import { renderInline, renderProse } from './prose.ts';
import { nameType } from './type-name.ts';

/** One operation: what it does, what it takes, what it answers. */
export function renderOperation(operation: Operation): Html {
  const { id, method, path, summary, description, deprecated, parameters, body, responses } = operation;
  return html`<article id="${id}">
<h3><a class="quiet title" href="#${id}"><span class="method ${method}">${method.toUpperCase()}</span> <code>${breakable(path)}</code></a></h3>
<p class="lead">${summary ?? id}${deprecated ? ' (deprecated)' : ''} <code class="id">${id}</code></p>
${renderProse(description)}
${renderGuards(operation)}
${parameters.length === 0 ? '' : renderParameters(parameters)}
${
  body === undefined
    ? ''
    : html`<details><summary>Body${body.required ? ', required' : ''}</summary>
${renderProse(body.description)}<ul>${body.content.map(renderMedia)}</ul></details>`
}
<details><summary>Answers: ${responses.map(({ status }) => status).join(', ')}</summary>
<dl>${responses.map(renderResponse)}</dl></details>
</article>`;
}

/** Long paths break at their slashes, not off the edge of a phone. */
export function breakable(path: string): Html {
  return html`${path.split('/').map((part, index) => (index === 0 ? part : html`/<wbr>${part}`))}`;
}

function renderGuards({ guards }: Operation): Html | '' {
  const names = Object.entries(guards);
  if (names.length === 0) return '';
  return html`<p class="guards">Checked before: ${names.map(([name, options]) => html`<span>${[name, ...textsOf(options)].join(' ')}</span> `)}</p>`;
}

const textsOf = (options: Readonly<Record<string, unknown>>) =>
  Object.entries(options).map(([key, value]) => `${key}=${Array.isArray(value) ? value.join(',') : String(value)}`);

function renderParameters(parameters: readonly Parameter[]): Html {
  const required = parameters.filter((parameter) => parameter.required);
  const summary = [`${parameters.length} parameters`, ...required.map(({ name }) => name)];
  return html`<details><summary>${summary.slice(0, 1)}${required.length === 0 ? ', none required' : html`; required: ${summary.slice(1).join(', ')}`}</summary>
<dl>${[...parameters].sort((a, b) => Number(b.required) - Number(a.required)).map(renderParameter)}</dl></details>`;
}

const renderParameter = ({ name, in: place, required, schema, description }: Parameter) => html`<dt><code>${name}</code>
<span class="type">${place}, ${nameType(schema)}${required ? ', required' : ''}</span></dt>
<dd>${renderProse(description)}</dd>`;

const renderMedia = ({ type, schema }: Media) =>
  html`<li><code>${type}</code> <span class="type">${nameType(schema)}</span></li>`;

const renderResponse = ({ status, description, headers, content }: Response) => html`<dt><code>${status}</code></dt>
<dd>${renderProse(description)}
${content.length === 0 ? '' : html`<ul>${content.map(renderMedia)}</ul>`}
${headers.length === 0 ? '' : html`<p class="type">Headers: ${headers.map(renderHeader)}</p>`}</dd>`;

const renderHeader = ({ name, required }: Header, index: number) =>
  html`${index === 0 ? '' : ', '}${renderInline(`\`${name}\``)}${required ? ' (required)' : ''}`;
