import type { Api, Node } from '@openxs2a/ir';
import type { RuleCode } from './rules.ts';

/** What a rule may look at: the model, and the document it was made from with everything brought in. */
export interface Subject {
  readonly api: Api;
  readonly document: Node;
}

/** Where a rule is broken and how; the pointer goes into the bundled document. */
export interface Breach {
  readonly pointer: string;
  readonly message: string;
}

export type Check = (subject: Subject) => readonly Breach[];

export interface Finding extends Breach {
  readonly code: RuleCode;
}
