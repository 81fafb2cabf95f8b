import type { OperationDescriptor } from '@openxs2a/runtime';
import { collectFacts, type Facts } from './facts.ts';
import { loadData } from './load-text.ts';

type Descriptors = Readonly<Record<string, OperationDescriptor>>;

export async function loadDescriptors(text: string): Promise<Descriptors> {
  // The export of that name has this type.
  return (await loadData(text))['descriptors'] as Descriptors;
}

export function listDescriptorFacts(descriptors: Descriptors): Facts {
  return collectFacts((say) => {
    for (const { method, path, parameters, body, responses } of Object.values(descriptors)) {
      const place = `${method} ${path}`;
      say('operation', place);
      for (const parameter of parameters) {
        say('parameter', place, parameter.in, parameter.name);
        if (parameter.required === true) say('requiredParameter', place, parameter.in, parameter.name);
      }
      if (body?.required === true) say('requiredBody', place);
      for (const { type } of body?.content ?? []) say('request', place, type);
      for (const { status, headers, content } of responses) {
        say('status', place, status);
        for (const { name, required } of headers ?? []) {
          say('header', place, status, name);
          if (required === true) say('requiredHeader', place, status, name);
        }
        for (const { type } of content ?? []) say('response', place, status, type);
      }
    }
  });
}

/** `GET /v1/accounts` by operation id. */
export function placesOf(descriptors: Descriptors): ReadonlyMap<string, string> {
  return new Map(Object.values(descriptors).map(({ id, method, path }) => [id, `${method} ${path}`]));
}
