/**
 * What emitted code tells the runtime about an operation, as data. The client and the server of one specification
 * share these descriptors; nothing in here is a type of the wire, only how values travel.
 */
export interface OperationDescriptor {
  readonly id: string;
  /** Upper case, as on the wire. */
  readonly method: string;
  /** `/v1/consents/{consentId}` */
  readonly path: string;
  /** Only where the router listens on something else than `path`. */
  readonly routes?: readonly { readonly path: string; readonly bound: Readonly<Record<string, string>> }[];
  readonly parameters: readonly ParameterDescriptor[];
  readonly body?: BodyDescriptor;
  readonly responses: readonly ResponseDescriptor[];
  /** Alternatives of security schemes; absent where none is declared. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  /** Guard name to options. */
  readonly guards?: Readonly<Record<string, unknown>>;
}

export type Place = 'path' | 'query' | 'header' | 'cookie';
export type Style = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

/**
 * What the text of a parameter, header or form field stands for. A list means: the first kind that the text fits.
 * `any` is kept as text.
 */
export type Shape =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'null'
  | 'any'
  | { readonly array: Shape }
  | { readonly object: Readonly<Record<string, Shape>>; readonly rest?: Shape }
  | { readonly first: readonly Shape[] };

export interface ParameterDescriptor {
  readonly name: string;
  readonly in: Place;
  readonly required?: true;
  readonly shape: Shape;
  /** Default by place: path and header `simple`, query and cookie `form`. */
  readonly style?: Style;
  /** Default: true for `form`, else false. */
  readonly explode?: boolean;
  readonly allowReserved?: true;
  /** The value is a serialised document of this media type. */
  readonly contentType?: string;
}

export interface BodyDescriptor {
  readonly required?: true;
  readonly content: readonly MediaDescriptor[];
}

export type MediaKind = 'json' | 'text' | 'xml' | 'form' | 'multipart' | 'binary';

export interface MediaDescriptor {
  /** `application/json`; may be a range such as `image/*`. */
  readonly type: string;
  readonly kind: MediaKind;
  /** Per field of a form or part of a multipart body. */
  readonly parts?: Readonly<Record<string, PartDescriptor>>;
  /** The parameter whose value decides which schema applies. */
  readonly select?: { readonly in: Place; readonly name: string };
}

export interface PartDescriptor {
  /** Of one item where the part is repeated. */
  readonly shape: Shape;
  /** Media type of the part; JSON values travel as `application/json`. */
  readonly contentType?: string;
  /** The part may occur several times, one item each. */
  readonly repeated?: true;
  /** The part is bytes (`format: binary`). */
  readonly binary?: true;
  /** Form fields only: how a list or an object lies in the form. Default `form`, not exploded. */
  readonly style?: Style;
  readonly explode?: boolean;
}

export interface ResponseDescriptor {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly headers?: readonly HeaderDescriptor[];
  readonly content?: readonly MediaDescriptor[];
}

export interface HeaderDescriptor {
  readonly name: string;
  readonly required?: true;
  readonly shape: Shape;
  readonly explode?: true;
  readonly contentType?: string;
}
