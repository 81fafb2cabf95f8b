import { type Api, bundle, readApi } from '@openxs2a/ir';
import { once, perObject } from './memo.ts';

/** Whose document it is: one of `specs/`, or one of the standard's own files, which the project does not contain. */
export type Origin = 'project' | 'official';

/** Where a document lies, and under which address its pages are. */
export interface Place {
  readonly name: string;
  readonly origin: Origin;
  readonly file: string;
  readonly overlays: readonly string[];
}

/** One version of an interface. Nothing is read before it is asked for, and nothing twice. */
export interface Edition {
  readonly name: string;
  readonly origin: Origin;
  /** As output is generated from it, with overlays; `undefined` where the document has errors. */
  readonly api: () => Promise<Api | undefined>;
  /** As written, without overlays: what two versions of a standard are compared by. */
  readonly bare: () => Promise<Api | undefined>;
  /** The whole document in one, as JSON text; `undefined` where it has errors. */
  readonly json: () => Promise<string | undefined>;
}

/** An edition that could be read, as pages show it. */
export interface Specification extends Pick<Edition, 'name' | 'origin'> {
  readonly api: Api;
}

export function createEdition({ name, origin, file, overlays }: Place): Edition {
  const api = once(() => read(file, overlays));
  return {
    name,
    origin,
    api,
    bare: overlays.length === 0 ? api : once(() => read(file, [])),
    json: once(async () => {
      const { document } = await bundle(file, { overlays });
      return document === undefined ? undefined : JSON.stringify(document);
    }),
  };
}

const read = async (file: string, overlays: readonly string[]) => (await readApi(file, { overlays })).api;

/** Opened once: what is derived from a specification is then made once, too. `undefined` where there are errors. */
export const openEdition = perObject((edition: Edition) => open(edition, edition.api));

/** The same without overlays. */
export const openBare = perObject((edition: Edition) => open(edition, edition.bare));

async function open({ name, origin }: Edition, read: Edition['api']): Promise<Specification | undefined> {
  const api = await read();
  return api && { name, origin, api };
}
