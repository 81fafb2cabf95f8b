import type { Node } from '@openxs2a/ir';
import { stringify } from 'yaml';

export const DOCUMENT_FORMATS = ['json', 'yaml'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** The document as text; YAML without anchors and without folding, so that two versions can be compared by line. */
export function printDocument(document: Node, format: DocumentFormat): string {
  if (format === 'json') return `${JSON.stringify(document, null, 2)}\n`;
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
}
