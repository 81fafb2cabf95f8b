import { query } from 'json-p3';
import { isNode, type Node } from '../grammar.ts';
import { appendPointer } from '../pointer.ts';
import type { Bundle } from './bundle.ts';
import type { Reporter } from './report.ts';
import type { Source } from './source.ts';

type Mutable = Record<string, unknown>;

/**
 * Applies an OpenAPI Overlay 1.0 to the bundled document, in place, action after action: `update` merges into every
 * target (an array grows by the update), `remove` takes the targets out. A target is an RFC 9535 JSONPath.
 */
export function applyOverlay(bundle: Bundle, overlay: Source, reporter: Reporter): void {
  const origin = { source: overlay, pointer: '' };
  const actions = isNode(overlay.value) ? overlay.value['actions'] : undefined;
  if (!isNode(overlay.value) || typeof overlay.value['overlay'] !== 'string' || !Array.isArray(actions)) {
    if (overlay.diagnostics.length === 0)
      reporter.report('invalid-overlay', origin, '', 'An overlay has a member "overlay" and a list "actions".');
    return;
  }
  for (const [index, action] of actions.entries())
    applyAction(bundle, action, reporter, { source: overlay, pointer: `/actions/${index}` });
}

function applyAction(
  bundle: Bundle,
  action: unknown,
  reporter: Reporter,
  origin: { source: Source; pointer: string },
): void {
  const target = isNode(action) ? action['target'] : undefined;
  if (!isNode(action) || typeof target !== 'string') {
    reporter.report('invalid-overlay', origin, '', 'An action has a member "target".');
    return;
  }
  if (action['remove'] !== true && action['update'] === undefined) {
    reporter.report('invalid-overlay', origin, '', 'An action has a member "update" or "remove".');
    return;
  }
  let locations: (string | number)[][];
  try {
    locations = query(target, bundle.document as never).nodes.map((node) => node.location as (string | number)[]);
  } catch (error) {
    reporter.report(
      'invalid-overlay',
      origin,
      '/target',
      `The target is no JSONPath: ${error instanceof Error ? error.message : String(error)}`,
    );
    return;
  }
  if (locations.length === 0) reporter.report('overlay-unmatched', origin, '/target', `"${target}" matches nothing.`);
  // last first, so that removing an array's item does not move those still to be removed
  for (const location of locations.reverse()) {
    if (action['remove'] === true) removeAt(bundle.document, location);
    else
      updateAt(bundle, location, action['update'], {
        source: origin.source,
        pointer: appendPointer(origin.pointer, 'update'),
      });
  }
}

function parentOf(document: Node, location: readonly (string | number)[]): unknown {
  return location.slice(0, -1).reduce<unknown>((node, key) => (node as Mutable)[key as string], document);
}

function removeAt(document: Node, location: readonly (string | number)[]): void {
  const parent = parentOf(document, location);
  const key = location.at(-1);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isNode(parent)) Reflect.deleteProperty(parent, String(key));
}

function updateAt(
  bundle: Bundle,
  location: readonly (string | number)[],
  update: unknown,
  origin: { source: Source; pointer: string },
): void {
  const key = location.at(-1);
  const parent = parentOf(bundle.document, location) as Mutable;
  const target = key === undefined ? bundle.document : parent[key];
  const merged = merge(bundle, target, update, origin);
  if (key !== undefined) parent[key] = merged;
}

/** Objects merge member by member, a list grows, anything else is replaced. */
function merge(bundle: Bundle, target: unknown, update: unknown, origin: { source: Source; pointer: string }): unknown {
  if (Array.isArray(target))
    return [...target, ...(Array.isArray(update) ? structuredClone(update) : [structuredClone(update)])];
  if (!isNode(target) || !isNode(update)) return track(bundle, structuredClone(update), origin);
  const out = target as Mutable;
  for (const [key, value] of Object.entries(update)) {
    const merged = merge(bundle, Object.hasOwn(out, key) ? out[key] : undefined, value, {
      ...origin,
      pointer: appendPointer(origin.pointer, key),
    });
    Object.defineProperty(out, key, { value: merged, enumerable: true, configurable: true, writable: true });
  }
  return out;
}

function track(bundle: Bundle, value: unknown, origin: { source: Source; pointer: string }): unknown {
  if (typeof value !== 'object' || value === null) return value;
  bundle.origins.set(value, origin);
  for (const [key, member] of Object.entries(value))
    track(bundle, member, { ...origin, pointer: appendPointer(origin.pointer, key) });
  return value;
}
