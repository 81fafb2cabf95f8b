import { STATUS_CODES } from 'node:http';
import type { OperationDescriptor, Reply } from '@openxs2a/runtime/server';
import { DEFAULT_WIRE_CHOICES, type WireChoices } from './choices.ts';
import type { WireAnswer, WireRow } from './codes.ts';
import { chooseForm, type ErrorForm, mediaTypeOf } from './error-form.ts';
import type { Refused } from './refused.ts';
import { readRequestId } from './request-id.ts';
import { type Service, serviceOf } from './service.ts';
import { createWireTable } from './wire-table.ts';
import { toWirePath, toWireText } from './wire-text.ts';

/** The call that is refused, as far as it is known; a path that there is not has no operation. */
export interface RefusedCall {
  readonly operation?: OperationDescriptor | undefined;
  readonly headers?: Pick<Headers, 'get'> | undefined;
}

export type RenderError = (refused: Refused, call: RefusedCall) => Reply;

/** A problem is told of in an entry of its own; more than these help nobody. */
const MOST_CAUSES = 20;
const MOST_TEXT = 500;
const VERSION_HEADER = 'X-Reference-API-Version';
const API_VERSION = '1.3.16';

/** One thing that is wrong, as it is told. */
interface Cause {
  readonly text: string;
  readonly path?: string;
  readonly pointer?: string;
}

/** Status and code that a refusal has at an operation. */
export function answerOf(
  { every, only, consentInPath }: WireRow,
  operation: OperationDescriptor | undefined,
): WireAnswer {
  const service = serviceOf(operation);
  if (consentInPath !== undefined && operation?.path.includes('{consentId}')) return consentInPath;
  return (service && only?.[service]) ?? every;
}

/**
 * Renders refusals as the interface declares them: with a code, one of both forms (Guidelines 1.3.8, 4.13; verification
 * of party has its messages under a name of its own); without one, the bare status. Nothing but the words of the table,
 * the places of problems and what the runtime says of these leaves.
 */
export function createRenderError(choices: WireChoices = DEFAULT_WIRE_CHOICES): RenderError {
  const table = createWireTable(choices);
  return (refused, { operation, headers }) => {
    const row = table[refused.reason];
    const [status, code] = answerOf(row, operation);
    const reply = { status, headers: { ...versionOf(operation, status), ...headersOf(refused, headers) } };
    if (code === undefined) return reply;
    const form = chooseForm(headers?.get('accept'), choices);
    const content = renderBody(form, { status, code, causes: causesOf(refused, row), operation }, choices);
    const { links } = refused;
    return { ...reply, type: mediaTypeOf(form), body: links === undefined ? content : { ...content, _links: links } };
  };
}

/** The version of the interface, where the operation declares that its answers tell it. */
function versionOf(operation: OperationDescriptor | undefined, status: number): Readonly<Record<string, string>> {
  const declared = operation?.responses.find((response) => response.status === String(status))?.headers ?? [];
  return declared.some(({ name }) => name === VERSION_HEADER) ? { [VERSION_HEADER]: API_VERSION } : {};
}

function headersOf({ retryAfter }: Refused, headers: RefusedCall['headers']): Readonly<Record<string, string>> {
  const requestId = readRequestId(headers);
  return {
    ...(requestId === undefined ? {} : { 'X-Request-ID': requestId }),
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(Math.max(0, Math.ceil(retryAfter))) }),
    'Cache-Control': 'no-store',
  };
}

function causesOf({ problems = [], pointer }: Refused, { text }: WireRow): readonly Cause[] {
  if (problems.length === 0) return [{ text, ...placeOf(pointer) }];
  return problems.slice(0, MOST_CAUSES).map((problem) => ({
    text: toWireText(problem.message, MOST_TEXT),
    ...placeOf(problem.pointer),
  }));
}

const placeOf = (pointer: string | undefined) =>
  pointer === undefined || pointer === '' ? {} : { path: toWirePath(pointer), pointer: toWireText(pointer, 256) };

interface Content {
  readonly status: number;
  readonly code: string;
  readonly causes: readonly Cause[];
  readonly operation: OperationDescriptor | undefined;
}

function renderBody(form: ErrorForm, content: Content, choices: WireChoices): Readonly<Record<string, unknown>> {
  const service = serviceOf(content.operation);
  return form === 'problem' ? renderProblem(content, service, choices) : renderMessages(content, service);
}

function renderMessages({ code, causes }: Content, service: Service | undefined) {
  const messages = causes.map(({ text, path }) => ({
    category: 'ERROR',
    code,
    ...(path === undefined ? {} : { path }),
    text,
  }));
  return service === 'VOP' ? { apiClientMessages: messages } : { tppMessages: messages };
}

function renderProblem(
  { status, code, causes }: Content,
  service: Service | undefined,
  { problemTypeBase }: WireChoices,
) {
  const [first, ...others] = causes;
  const isVop = service === 'VOP';
  return {
    type: problemTypeBase === undefined ? 'about:blank' : `${problemTypeBase}${code}`,
    title: STATUS_CODES[status],
    ...(isVop ? { status } : {}),
    detail: detailOf(first),
    ...(isVop && first?.pointer !== undefined ? { instance: first.pointer } : {}),
    code,
    ...(others.length === 0 ? {} : { additionalErrors: others.map((cause) => ({ code, detail: detailOf(cause) })) }),
  };
}

/** Problem details have no member for the place (4.13.2), so the sentence names it. */
function detailOf(cause: Cause | undefined): string | undefined {
  if (cause === undefined || cause.path === undefined) return cause?.text;
  return toWireText(`${cause.path}: ${cause.text}`, MOST_TEXT);
}
