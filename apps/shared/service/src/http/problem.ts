/** An answer as problem details (RFC 9457), in the form in which generated servers refuse. */
export function problem(status: number, code: string, title: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ title, status, code }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}
