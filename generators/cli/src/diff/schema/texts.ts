import { appendPointer } from '@openxs2a/ir';
import type { Rule } from './cursor.ts';
import { textAt } from './keywords.ts';

const KEYWORDS = [
  ['pattern', 'pattern'],
  ['format', 'format'],
  ['contentEncoding', 'format'],
  ['contentMediaType', 'format'],
] as const;

/** Rules on the form of a text. Which of two patterns takes more is not computed: a change counts both ways. */
export const compareTexts: Rule = (before, after, cursor) => {
  for (const [keyword, name] of KEYWORDS) {
    const [old, now] = [textAt(before.schema, keyword), textAt(after.schema, keyword)];
    const pointer = appendPointer(cursor.pointer, keyword);
    if (old === now) continue;
    if (old === undefined && now !== undefined) cursor.report({ kind: `${name}-added`, pointer, after: now });
    else if (old !== undefined && now === undefined) cursor.report({ kind: `${name}-removed`, pointer, before: old });
    else if (old !== undefined && now !== undefined)
      cursor.report({ kind: `${name}-changed`, pointer, before: old, after: now });
  }
};
