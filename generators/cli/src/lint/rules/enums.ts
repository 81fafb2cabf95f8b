import { appendPointer, type Node, walk } from '@openxs2a/ir';
import type { Breach, Check } from '../rule.ts';

export const checkEnums: Check = ({ document }) => {
  const breaches: Breach[] = [];
  walk('document', document, '', (kind, node, pointer) => {
    if (kind === 'schema') breaches.push(...repeatedValues(node, pointer));
  });
  return breaches;
};

function repeatedValues(schema: Node, pointer: string): Breach[] {
  const values = Array.isArray(schema.enum) ? schema.enum.map((value: unknown) => JSON.stringify(value)) : [];
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [{ pointer: appendPointer(pointer, 'enum', index), message: `The value ${value} is named twice.` }],
  );
}
