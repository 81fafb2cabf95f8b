const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** X-Request-ID as it came, where it is a UUID; anything else is not sent back. */
export function readRequestId(headers: Pick<Headers, 'get'> | undefined): string | undefined {
  const text = headers?.get('x-request-id') ?? undefined;
  return text !== undefined && UUID.test(text) ? text : undefined;
}

type Fetch<Rest extends readonly unknown[]> = (request: Request, ...rest: Rest) => Response | Promise<Response>;

/**
 * Puts X-Request-ID on every answer of an app, whoever made it. What the app has set itself stays.
 */
export function echoRequestId<Rest extends readonly unknown[]>(fetch: Fetch<Rest>) {
  return async (request: Request, ...rest: Rest): Promise<Response> => {
    const response = await fetch(request, ...rest);
    const id = readRequestId(request.headers);
    if (id !== undefined && !response.headers.has('X-Request-ID')) response.headers.set('X-Request-ID', id);
    return response;
  };
}
