import { appendPointer, isNode } from '@openxs2a/ir';
import type { Check } from '../rule.ts';

export const checkTags: Check = ({ api, document }) => {
  const declared = new Set(declaredTags(document.tags));
  return api.operations.flatMap(({ tags, pointer }) =>
    tags.flatMap((tag, index) =>
      declared.has(tag)
        ? []
        : [{ pointer: appendPointer(pointer, 'tags', index), message: `Tag "${tag}" is not declared.` }],
    ),
  );
};

function declaredTags(tags: unknown): unknown[] {
  return Array.isArray(tags) ? tags.filter(isNode).map((tag) => tag.name) : [];
}
