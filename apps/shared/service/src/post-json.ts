/** What became of something that was posted. `why` quotes neither what was sent nor where it went. */
export type Posted =
  | { readonly isTaken: true }
  | { readonly isTaken: false; readonly mayBeRepeated: boolean; readonly why: string };

export interface PostJsonOptions {
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
  readonly fetch: typeof fetch;
  /** Milliseconds. */
  readonly timeout: number;
}

/**
 * Posts JSON to another service of the same house. It was taken when that says 2xx; what fails otherwise than by 4xx, or by
 * 408 or 429, may be tried again. It goes where it is told to, and follows no redirect.
 */
export async function postJson({ url, token, headers, body, fetch, timeout }: PostJsonOptions): Promise<Posted> {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers, ...authorization },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    await answer.body?.cancel();
    if (answer.ok) return { isTaken: true };
    const { status } = answer;
    return { isTaken: false, mayBeRepeated: isPassing(status), why: `it answered ${status}` };
  } catch {
    // what fetch says may have the address in it, and the address a secret
    return { isTaken: false, mayBeRepeated: true, why: 'it could not be reached in time' };
  }
}

const isPassing = (status: number) => status >= 500 || status === 408 || status === 429;
