import { XMLParser } from 'fast-xml-parser';

/** An element that was read: its text, or its children by name, in order. */
export interface Node {
  readonly name: string;
  readonly text: string;
  readonly currency?: string;
  readonly children: readonly Node[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  // the reading is of text as it stands; the five escapes are undone here, in test code
  processEntities: false,
});

/** Reads a document with a parser that knows nothing of ours. */
export function readDocument(xml: string): Node {
  const parsed: unknown = parser.parse(xml);
  const found = toNodes(parsed).find(({ name }) => name === 'Document');
  if (found === undefined) throw new TypeError('There is no Document.');
  return found;
}

/** All elements at a path below. */
export function all(node: Node, path: string): readonly Node[] {
  return path
    .split('/')
    .reduce<readonly Node[]>(
      (nodes, step) => nodes.flatMap(({ children }) => children.filter(({ name }) => name === step)),
      [node],
    );
}

/** The text of the elements at a path. */
export function texts(node: Node, path: string): readonly string[] {
  return all(node, path).map(({ text }) => text);
}

function toNodes(parsed: unknown): readonly Node[] {
  return Array.isArray(parsed) ? parsed.map(toNode) : [];
}

function toNode(parsed: Record<string, unknown>): Node {
  const [name = ''] = Object.keys(parsed).filter((key) => key !== ':@');
  const content = parsed[name];
  const children = toNodes(content);
  const text = Array.isArray(content) ? content.map((part) => undoEscapes(String(part['#text'] ?? ''))).join('') : '';
  const attributes = parsed[':@'];
  const currency =
    typeof attributes === 'object' && attributes !== null && 'Ccy' in attributes ? attributes.Ccy : undefined;
  return { name, text, children, ...(currency === undefined ? {} : { currency: String(currency) }) };
}

function undoEscapes(text: string): string {
  return text.replaceAll('&#13;', '\r').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
