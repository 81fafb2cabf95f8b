import { type DerNode, TAG, typeName } from './der.ts';
import { malformed } from './error.ts';

/** Takes the fields of a SEQUENCE one after another, so that none is skipped and none is left over unseen. */
export interface Fields {
  /** The next field, which must have this tag. */
  take(tag: number, what: string): DerNode;
  /** The next field if it has this tag. */
  takeIf(tag: number): DerNode | undefined;
  /** The next field, whatever it is, if there is one. */
  takeAny(): DerNode | undefined;
  end(what: string): void;
}

export function fieldsOf(node: DerNode): Fields {
  let index = 0;
  const takeAny = () => {
    const child = node.children[index];
    if (child !== undefined) index += 1;
    return child;
  };
  const takeIf = (tag: number) => (node.children[index]?.tag === tag ? takeAny() : undefined);
  return {
    takeAny,
    takeIf,
    take: (tag, what) => expectTag(takeAny(), tag, what),
    end(what) {
      if (index < node.children.length) throw malformed(`"${what}" has a field too many.`);
    },
  };
}

/** The fields of what must be a SEQUENCE. */
export function sequenceOf(node: DerNode | undefined, what: string): Fields {
  return fieldsOf(expectTag(node, TAG.sequence, what));
}

export function expectTag(node: DerNode | undefined, tag: number, what: string): DerNode {
  if (node === undefined) throw malformed(`"${what}" is missing.`);
  if (node.tag !== tag) throw malformed(`"${what}" is ${typeName(node.tag)} instead of ${typeName(tag)}.`);
  return node;
}
