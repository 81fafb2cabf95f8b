/** JSON pointers (RFC 6901). */

export function appendPointer(pointer: string, ...tokens: readonly (string | number)[]): string {
  return tokens.reduce<string>(
    (joined, token) => `${joined}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    pointer,
  );
}

export function splitPointer(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value that the pointer names, own properties only; `undefined` where it names nothing. */
export function findByPointer(root: unknown, pointer: string): unknown {
  return splitPointer(pointer).reduce<unknown>((node, token) => findMember(node, token), root);
}

function findMember(node: unknown, token: string): unknown {
  if (Array.isArray(node)) return /^(0|[1-9]\d*)$/.test(token) ? node[Number(token)] : undefined;
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) return undefined;
  return (node as Record<string, unknown>)[token];
}

/** The pointer in the fragment of a reference, percent-decoded; `undefined` where the fragment is no pointer. */
export function pointerOfFragment(fragment: string): string | undefined {
  try {
    const pointer = decodeURIComponent(fragment);
    return pointer === '' || pointer.startsWith('/') ? pointer : undefined;
  } catch {
    return undefined; // malformed percent-encoding
  }
}
