/** Headers that let in whoever knows them. They may be signed, and are not shown. */
const SECRET: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'proxy-authorization',
  'x-api-key',
]);

/** The value of a header as it may be shown. */
export function hideSecret(name: string, value: string): string {
  if (!SECRET.has(name) || value === '') return value;
  const [, scheme = ''] = /^([A-Za-z]+ )/.exec(value) ?? [];
  return `${scheme}(${value.length - scheme.length} characters, not shown)`;
}
