const WIDTH = 110;

/** A string literal in single quotes, safe in any script. */
export function printString(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${body.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

/** A property name, quoted only where it must be. `__proto__` is computed, so that it is a property like any other. */
export function printPropertyKey(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : printString(name);
}

/** A value as a TypeScript expression: on one line where it fits, else laid out as a formatter would. */
export function printLiteral(value: unknown, indent = '', used = 0): string {
  const flat = printFlat(value);
  if (indent.length + used + flat.length <= WIDTH || typeof value !== 'object' || value === null) return flat;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const members = Array.isArray(value)
    ? value.map((item) => `${inner}${printLiteral(item, inner)},\n`)
    : definedEntries(value).map(([key, item]) => {
        const head = `${printPropertyKey(key)}: `;
        return `${inner}${head}${printLiteral(item, inner, head.length)},\n`;
      });
  return members.length === 0 ? `${open}${close}` : `${open}\n${members.join('')}${indent}${close}`;
}

function printFlat(value: unknown): string {
  if (typeof value === 'string') return printString(value);
  if (Array.isArray(value)) return `[${value.map(printFlat).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = definedEntries(value).map(([key, item]) => `${printPropertyKey(key)}: ${printFlat(item)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return Object.is(value, -0) ? '-0' : String(value);
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}
