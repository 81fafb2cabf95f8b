import type { Json, Method } from '@openxs2a/ir';
import type { ChangeKind } from './kinds.ts';

/** Who may stop working: the one that calls, or the one that answers. */
export type Side = 'client' | 'server';

/** What the change is about: what a request may say, what a response may say, or the interface as a whole. */
export type Part = 'api' | 'request' | 'response';

/** One spot where the change is felt. Operation and path are those of the new document, of the old one if it is gone. */
export interface Place {
  readonly operationId: string;
  readonly method: Method;
  readonly path: string;
  readonly status?: string;
  readonly mediaType?: string;
}

/**
 * One difference in meaning. The same difference in many operations is one change with many places; a schema that
 * requests and responses share gives one change for each of the two.
 */
export interface Change {
  readonly kind: ChangeKind;
  readonly part: Part;
  /**
   * Where in the description, as a JSON pointer in a form that is the same for all places: `/schemas/NAME/…` for a
   * component schema, `/parameters/IN/NAME/…`, `/body`, `/headers/NAME/…`, `/content/TYPE/schema/…`,
   * `/responses/STATUS`, `/security`, `/guards/NAME`, `/servers`; empty for the operation itself.
   */
  readonly pointer: string;
  /** Sorted by path, method, status and media type; empty where the whole document changed. */
  readonly places: readonly Place[];
  readonly before?: Json;
  readonly after?: Json;
  /** Empty when both sides go on working as they are. */
  readonly breaks: readonly Side[];
  readonly message: string;
}

/** A change as the comparison finds it, before places are gathered and the message is written. */
export type Finding = Omit<Change, 'places' | 'message'>;
