import { appendPointer, findByPointer, isNode, type Json } from '@openxs2a/ir';
import type { Check, Subject } from '../rule.ts';

export const checkLinks: Check = (subject) =>
  subject.api.operations.flatMap(({ responses }) =>
    responses.flatMap(({ links, pointer }) =>
      Object.entries(links).flatMap(([name, link]) => {
        const target = missingTarget(link, subject);
        if (target === undefined) return [];
        return [
          {
            pointer: appendPointer(pointer, 'links', name),
            message: `Link "${name}" leads to ${target}, which does not exist.`,
          },
        ];
      }),
    ),
  );

/** What a link names and the document does not have; a link to another document is not followed. */
function missingTarget(link: Json, { api, document }: Subject): string | undefined {
  if (!isNode(link)) return undefined;
  const { operationId, operationRef } = link;
  if (typeof operationId === 'string') {
    return api.operations.some(({ id }) => id === operationId) ? undefined : `operation "${operationId}"`;
  }
  if (typeof operationRef !== 'string' || !operationRef.startsWith('#/')) return undefined;
  return findByPointer(document, decodeURIComponent(operationRef.slice(1))) === undefined
    ? `"${operationRef}"`
    : undefined;
}
