import { stripTypeScriptTypes } from 'node:module';

type Exports = Readonly<Record<string, unknown>>;
const loaded = new Map<string, Promise<Exports>>();

/** The exports of emitted data: a module that imports nothing but types. */
export function loadData(text: string): Promise<Exports> {
  const exports = loaded.get(text) ?? importText(stripTypeScriptTypes(text));
  loaded.set(text, exports);
  return exports;
}

async function importText(code: string): Promise<Exports> {
  return await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}
