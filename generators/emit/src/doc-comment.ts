const WIDTH = 110;

/** A doc comment of the given paragraphs, or nothing where there is nothing to say. Ends with a line break. */
export function docComment(paragraphs: readonly (string | undefined)[], indent = ''): string {
  const texts = paragraphs.filter((text) => text !== undefined && text.trim() !== '') as string[];
  if (texts.length === 0) return '';
  const lines = texts.flatMap((text, index) => [...(index === 0 ? [] : ['']), ...wrap(escapeComment(text), indent)]);
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`;
}

function escapeComment(text: string): string {
  return text.replaceAll('*/', '*\\/').replaceAll('\t', '  ');
}

/** Wraps prose; what the author indented, listed or tabulated keeps its own line. */
function wrap(text: string, indent: string): string[] {
  const width = WIDTH - indent.length;
  const out: string[] = [];
  let open = false;
  for (const raw of text.trim().split(/\r?\n/)) {
    const line = raw.trimEnd();
    const structured = line === '' || /^(\s|[-*+|>#]|\d+[.)]\s|```|@)/.test(line);
    const last = out.at(-1);
    const joined = open && !structured && last !== undefined ? `${out.pop()} ${line}` : line;
    out.push(...fold(joined, structured && /^[\s|]/.test(line) ? Number.POSITIVE_INFINITY : width));
    open = !structured || /^[-*+]\s/.test(line);
  }
  return out;
}

function fold(line: string, width: number): string[] {
  const out: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const cut = rest.lastIndexOf(' ', width);
    if (cut <= 0) break;
    out.push(rest.slice(0, cut));
    rest = rest.slice(cut + 1);
  }
  return [...out, rest];
}
