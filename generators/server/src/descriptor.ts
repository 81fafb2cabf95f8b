import type { Api, Header, Media, Operation, Parameter, Response } from '@openxs2a/ir';
import type {
  HeaderDescriptor,
  MediaDescriptor,
  OperationDescriptor,
  ParameterDescriptor,
  ResponseDescriptor,
} from '@openxs2a/runtime';
import { toParts } from './parts.ts';
import { toShape } from './shape.ts';

type Schemas = Api['schemas'];

/** What the runtime is told of an operation; defaults and empty lists are left out. */
export function toDescriptor(operation: Operation, schemas: Schemas): OperationDescriptor {
  const { id, method, path, body, security, guards } = operation;
  const routes = toRoutes(operation);
  return {
    id,
    method: method.toUpperCase(),
    path,
    ...(routes === undefined ? {} : { routes }),
    parameters: operation.parameters.map((parameter) => toParameter(parameter, schemas)),
    ...(body === undefined
      ? {}
      : {
          body: { ...flag('required', body.required), content: body.content.map((media) => toMedia(media, schemas)) },
        }),
    responses: operation.responses.map((response) => toResponse(response, schemas)),
    ...(security.length === 0 ? {} : { security }),
    ...(Object.keys(guards).length === 0 ? {} : { guards }),
  };
}

function toRoutes({ path, routes }: Operation): OperationDescriptor['routes'] {
  const [only] = routes;
  const isPlain = routes.length === 1 && only?.path === path && Object.keys(only.bound).length === 0;
  return isPlain ? undefined : routes.map((route) => ({ path: route.path, bound: route.bound }));
}

function toParameter(parameter: Parameter, schemas: Schemas): ParameterDescriptor {
  const { name, in: place, style, contentType } = parameter;
  const usual = place === 'path' || place === 'header' ? 'simple' : 'form';
  return {
    name,
    in: place,
    ...flag('required', parameter.required),
    shape: toShape(parameter.schema, schemas),
    ...(style === usual ? {} : { style }),
    ...(parameter.explode === (style === 'form') ? {} : { explode: parameter.explode }),
    ...flag('allowReserved', parameter.allowReserved),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

function toMedia(media: Media, schemas: Schemas): MediaDescriptor {
  const { type, kind, select } = media;
  const parts = toParts(media, schemas);
  return {
    type,
    kind,
    ...(parts === undefined || Object.keys(parts).length === 0 ? {} : { parts }),
    ...(select === undefined ? {} : { select: { in: select.in, name: select.name } }),
  };
}

function toResponse({ status, headers, content }: Response, schemas: Schemas): ResponseDescriptor {
  return {
    status,
    ...(headers.length === 0 ? {} : { headers: headers.map((header) => toHeader(header, schemas)) }),
    ...(content.length === 0 ? {} : { content: content.map((media) => toMedia(media, schemas)) }),
  };
}

function toHeader({ name, required, schema, explode, contentType }: Header, schemas: Schemas): HeaderDescriptor {
  return {
    name,
    ...flag('required', required),
    shape: toShape(schema, schemas),
    ...flag('explode', explode),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

function flag<Name extends string>(name: Name, value: boolean): { readonly [Key in Name]?: true } {
  // A computed name widens to string; there is the one member, or none.
  return (value ? { [name]: true } : {}) as { readonly [Key in Name]?: true };
}
