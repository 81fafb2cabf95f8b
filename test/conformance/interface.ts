import type { OperationDescriptor, Problem, ResponseDescriptor } from '@openxs2a/runtime';
import type { Validators } from '@openxs2a/runtime/validators';
import { descriptors } from '@openxs2a/xs2a/server';
import { validators } from '@openxs2a/xs2a/validators';

/** An interface as its generated packages know it. */
export interface Interface {
  readonly descriptors: Readonly<Record<string, OperationDescriptor>>;
  readonly validators: Pick<Validators, 'response'>;
}

/** The whole of an answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Of the Content-Type without its parameters; empty where there is no body. */
  readonly type: string;
  readonly text: string;
}

/** The project's own, 1.3.16. */
export const XS2A: Interface = { descriptors, validators };

export async function readAnswer(response: Response): Promise<Answer> {
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
  return { status: response.status, headers: response.headers, type, text: await response.text() };
}

/** The operation of a method and path; undefined where the interface has none. Literal segments win over parameters. */
export function findOperation({ descriptors: all }: Interface, method: string, path: string): string | undefined {
  const fits = (template: string) => new RegExp(`^${template.replace(/\{[^{}]+\}/g, '[^/]+')}$`).test(path);
  const parameters = (template: string) => template.split('{').length;
  const found = Object.values(all)
    .filter((operation) => operation.method === method)
    .flatMap(({ id, path: own, routes = [{ path: own }] }) => routes.map((route) => ({ id, template: route.path })))
    .filter(({ template }) => fits(template));
  return found.sort((one, other) => parameters(one.template) - parameters(other.template))[0]?.id;
}

/**
 * What an answer breaks of what its operation declares, in words; nothing where it is right. Bodies and headers are read
 * here by hand, because the codecs of clients and servers are what would hide a fault.
 */
export function findBreaches(
  { descriptors: all, validators: checks }: Interface,
  operationId: string,
  answer: Answer,
): readonly string[] {
  const { status, headers, type, text } = answer;
  const declared = all[operationId]?.responses.find((response) => response.status === String(status));
  if (declared === undefined) return [`${operationId} declares no ${status}`];
  const { content = [] } = declared;
  const values = readHeaders(declared, headers);
  if (text === '' && content.length === 0) return checks.response(operationId, { status, headers: values }).map(print);
  if (text === '') return [`${operationId} ${status} has no body`];
  const media = content.find((one) => one.type === type);
  if (media === undefined) return [`${operationId} declares no ${type} for ${status}`];
  const body: unknown = media.kind === 'json' ? JSON.parse(text) : text;
  return checks.response(operationId, { status, headers: values, type, body }).map(print);
}

function readHeaders({ headers: declared = [] }: ResponseDescriptor, from: Headers): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    declared.flatMap(({ name, shape }) => {
      const value = from.get(name);
      return value === null ? [] : [[name, shape === 'boolean' ? value === 'true' : value]];
    }),
  );
}

const print = ({ place, pointer, rule, message }: Problem): string => `${place} ${pointer} ${rule}: ${message}`;
