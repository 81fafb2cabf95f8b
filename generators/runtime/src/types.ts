/**
 * Types that say, for one entry of openapi-typescript's `operations`, what a request carries and what a result may
 * be. They declare nothing of the wire themselves.
 */

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Hundred<Class extends 1 | 2 | 3 | 4 | 5> = `${Class}${Digit}${Digit}` extends `${infer Status extends number}`
  ? Status
  : never;

/** Every number that may stand as an HTTP status. */
export type HttpStatus = Hundred<1> | Hundred<2> | Hundred<3> | Hundred<4> | Hundred<5>;

/** The statuses that a key of `responses` stands for, less those that have a key of their own. */
export type StatusOf<Key, Keys> = Key extends number
  ? Key
  : Key extends `${infer Class extends 1 | 2 | 3 | 4 | 5}XX` | `${infer Class extends 1 | 2 | 3 | 4 | 5}xx`
    ? Exclude<Hundred<Class>, Keys>
    : Key extends 'default'
      ? Exclude<HttpStatus, Keys | RangesOf<Keys>>
      : Key extends `${infer Status extends number}`
        ? Status
        : never;

type RangesOf<Keys> = Keys extends `${infer Class extends 1 | 2 | 3 | 4 | 5}${'XX' | 'xx'}` ? Hundred<Class> : never;

/** A body with the media type that says how to read it. */
export type BodyOf<Content> = {
  [Type in keyof Content]: { readonly type: Type; readonly value: Content[Type] };
}[keyof Content];

/** The declared names only: openapi-typescript adds an index signature to every set of headers. */
export type Declared<Headers> = {
  [Name in keyof Headers as string extends Name ? never : number extends Name ? never : Name]: Headers[Name];
};

type IsEmpty<T> = [keyof T] extends [never] ? true : false;

/** `{ key: T }`, `{ key?: T }` where nothing in T is required, nothing where T has no members. */
type Slot<Key extends string, T> = [T] extends [never]
  ? unknown
  : IsEmpty<T> extends true
    ? unknown
    : Partial<T> extends T
      ? { readonly [K in Key]?: T }
      : { readonly [K in Key]: T };

/** The parameters of one place; `never` where there are none. */
type ParametersIn<Operation, Place extends string> = Operation extends { parameters: infer All }
  ? Place extends keyof All
    ? NonNullable<All[Place]>
    : never
  : never;

type BodySlot<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { readonly body: BodyOf<Content> }
  : Operation extends { requestBody?: { content: infer Content } }
    ? Operation extends { requestBody?: never }
      ? unknown
      : { readonly body?: BodyOf<Content> }
    : unknown;

type Flatten<T> = { [K in keyof T]: T[K] };

/** What a request of the operation carries: parameters by place, and the body by media type. */
export type RequestOf<Operation> = Flatten<
  Slot<'path', ParametersIn<Operation, 'path'>> &
    Slot<'query', ParametersIn<Operation, 'query'>> &
    Slot<'headers', ParametersIn<Operation, 'header'>> &
    Slot<'cookies', ParametersIn<Operation, 'cookie'>> &
    BodySlot<Operation>
>;

type ContentOf<Response> = Response extends { content: infer Content } ? Content : never;
type HeadersSlot<Response> = Response extends { headers: infer Headers } ? Slot<'headers', Declared<Headers>> : unknown;

type ResultWith<Status, Response> = [ContentOf<Response>] extends [never]
  ? Flatten<{ readonly status: Status; readonly type?: undefined; readonly body?: undefined } & HeadersSlot<Response>>
  : {
      [Type in keyof ContentOf<Response>]: Flatten<
        {
          readonly status: Status;
          readonly type: Type;
          readonly body: ContentOf<Response>[Type];
        } & HeadersSlot<Response>
      >;
    }[keyof ContentOf<Response>];

/**
 * What the operation may answer, as a union told apart by `status` and, where a status has several media types, by
 * `type`.
 */
export type ResultOf<Operation> = Operation extends { responses: infer Responses }
  ? { [Key in keyof Responses]: ResultWith<StatusOf<Key, keyof Responses>, Responses[Key]> }[keyof Responses]
  : never;
