import type { Header, Media, Operation, Parameter, Response } from '@openxs2a/ir';
import { html } from 'hono/html';
import { anchorOf } from './addresses.ts';
import type { Html } from './layout.ts';
import { renderInline, renderProse } from './prose.ts';
import { renderType } from './type.ts';

/** One operation: what it does, what it takes, what it answers. Each part has an anchor that the search leads to. */
export function renderOperation(specification: string, operation: Operation): Html {
  const { id, method, path, summary, description, deprecated, parameters, body, responses } = operation;
  return html`<article id="${anchorOf(id)}">
<h3><a class="quiet title" href="#${anchorOf(id)}"><span class="method ${method}">${method.toUpperCase()}</span> <code>${breakable(path)}</code></a></h3>
<p class="lead">${summary ?? id}${deprecated ? ' (deprecated)' : ''} <code class="id">${id}</code></p>
${renderProse(description)}
${renderGuards(operation)}
${parameters.length === 0 ? '' : renderParameters(specification, id, parameters)}
${
  body === undefined
    ? ''
    : html`<details><summary>Body${body.required ? ', required' : ''}</summary>
${renderProse(body.description)}<ul>${body.content.map((media) => renderMedia(specification, media))}</ul></details>`
}
<details><summary>Answers: ${responses.map(({ status }) => status).join(', ')}</summary>
<dl>${responses.map((response) => renderResponse(specification, id, response))}</dl></details>
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

function renderParameters(specification: string, id: string, parameters: readonly Parameter[]): Html {
  const required = parameters.filter((parameter) => parameter.required);
  const names = required.map(({ name }) => name).join(', ');
  const sorted = [...parameters].sort((a, b) => Number(b.required) - Number(a.required));
  return html`<details><summary>${parameters.length} parameters${required.length === 0 ? ', none required' : `; required: ${names}`}</summary>
<dl>${sorted.map((parameter) => renderParameter(specification, id, parameter))}</dl></details>`;
}

function renderParameter(specification: string, id: string, parameter: Parameter): Html {
  const { name, in: place, required, schema, description } = parameter;
  return html`<dt id="${anchorOf(id, place, name)}"><code>${name}</code>
<span class="type">${place}, ${renderType(specification, schema)}${required ? ', required' : ''}</span></dt>
<dd>${renderProse(description)}</dd>`;
}

const renderMedia = (specification: string, { type, schema }: Media) =>
  html`<li><code>${type}</code> <span class="type">${renderType(specification, schema)}</span></li>`;

function renderResponse(specification: string, id: string, response: Response): Html {
  const { status, description, headers, content } = response;
  return html`<dt id="${anchorOf(id, status)}"><code>${status}</code></dt>
<dd>${renderProse(description)}
${content.length === 0 ? '' : html`<ul>${content.map((media) => renderMedia(specification, media))}</ul>`}
${headers.length === 0 ? '' : html`<p class="type">Headers: ${headers.map(renderHeader)}</p>`}</dd>`;
}

const renderHeader = ({ name, required }: Header, index: number) =>
  html`${index === 0 ? '' : ', '}${renderInline(`\`${name}\``)}${required ? ' (required)' : ''}`;
