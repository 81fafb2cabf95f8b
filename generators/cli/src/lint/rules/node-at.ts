import { findByPointer, isNode, type Node } from '@openxs2a/ir';

/** The object that the pointer names in the document. */
export function nodeAt(document: Node, pointer: string): Node | undefined {
  const value = findByPointer(document, pointer);
  return isNode(value) ? value : undefined;
}
