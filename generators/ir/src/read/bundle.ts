import { dirname, relative, resolve } from 'node:path';
import { fieldOf, isNode, type Kind, type Node, refOf, SECTIONS } from '../grammar.ts';
import { appendPointer, findByPointer, pointerOfFragment, splitPointer } from '../pointer.ts';
import { membersOf } from '../walk.ts';
import type { Origin, Reporter } from './report.ts';
import type { Source } from './source.ts';

/** One document without references to other files, and for each of its objects the place it came from. */
export interface Bundle {
  readonly document: Node;
  readonly origins: WeakMap<object, Origin>;
}

type Mutable = Record<string, unknown>;

interface Target {
  readonly source: Source;
  readonly pointer: string;
}

/**
 * Brings what other files hold into the `components` of the root document. A component keeps the name that the root
 * gives it, else it is named by the last part of the reference. `loaded` is asked for files by absolute path; a file
 * that it does not have yet is put into `missing`, and the result is then not yet whole.
 */
export function bundleSources(
  root: Source,
  loaded: ReadonlyMap<string, Source>,
  missing: Set<string>,
  reporter: Reporter,
): Bundle {
  const origins = new WeakMap<object, Origin>();
  const names = new Map<string, string>();
  const hoisted: Record<string, Mutable> = {};
  const rootPath = resolve(root.file);

  const targetOf = (ref: string, from: Source): Target | undefined | 'missing' => {
    const [file = '', fragment = ''] = ref.split('#', 2);
    const pointer = pointerOfFragment(fragment);
    if (pointer === undefined) return undefined;
    if (file === '') return { source: from, pointer };
    if (/^[a-z][a-z0-9+.-]+:/i.test(file)) return undefined;
    const path = resolve(dirname(resolve(from.file)), decodeURIComponent(file));
    if (path === rootPath) return { source: root, pointer };
    const source = loaded.get(path);
    if (source === undefined) {
      missing.add(path);
      return 'missing';
    }
    return { source, pointer };
  };

  const keyOf = (target: Target) => `${resolve(target.source.file)}#${target.pointer}`;

  /** What the root document itself names comes first, so that its names win. */
  const registerRootComponents = (): void => {
    const components = findByPointer(root.value, '/components');
    if (!isNode(components)) return;
    for (const [section, entries] of Object.entries(components)) {
      for (const [name, entry] of Object.entries(isNode(entries) ? entries : {})) {
        if (!isNode(entry) || typeof entry['$ref'] !== 'string') continue;
        const target = targetOf(entry['$ref'], root);
        if (target === undefined || target === 'missing' || target.source === root) continue;
        const key = `${section}:${keyOf(target)}`;
        if (!names.has(key)) names.set(key, name);
      }
    }
  };

  const nameFor = (section: string, target: Target): string => {
    const file = relative(dirname(rootPath), resolve(target.source.file));
    const base = splitPointer(target.pointer).at(-1) ?? file.replace(/^.*\//, '').replace(/\.[^.]+$/, '');
    const taken = (name: string) =>
      findByPointer(root.value, appendPointer('/components', section, name)) !== undefined ||
      hoisted[section]?.[name] !== undefined;
    let name = base.replace(/[^A-Za-z0-9._-]+/g, '_');
    for (let count = 2; taken(name); count += 1) name = `${base}_${count}`;
    return name;
  };

  const copyRef = (kind: Kind, node: Node, ref: string, from: Source, pointer: string): unknown => {
    const origin = { source: from, pointer };
    const target = targetOf(ref, from);
    if (target === 'missing') return node;
    const value = target && findByPointer(target.source.value, target.pointer);
    if (target === undefined || value === undefined) {
      const why = /^[a-z][a-z0-9+.-]+:\/\//i.test(ref) ? ' Documents are not fetched from the network.' : '';
      if (!target || target.source.diagnostics.length === 0)
        reporter.report('unresolved-ref', origin, '/$ref', `"${ref}" points to nothing.${why}`);
      return track({ ...node }, origin);
    }
    const { $ref: _, ...siblings } = node;
    const withRef = (local: string) => track({ $ref: local, ...(structuredClone(siblings) as Mutable) }, origin);
    if (target.source === root) return withRef(`#${encodeFragment(target.pointer)}`);
    const section = SECTIONS[kind];
    if (kind === 'pathItem' || section === undefined) return copy(kind, value, target.source, target.pointer);
    const key = `${section}:${keyOf(target)}`;
    let name = names.get(key);
    if (name === undefined) {
      name = nameFor(section, target);
      names.set(key, name);
    }
    if (from === root && pointer === appendPointer('/components', section, name))
      return copy(kind, value, target.source, target.pointer);
    if (
      findByPointer(root.value, appendPointer('/components', section, name)) === undefined &&
      hoisted[section]?.[name] === undefined
    ) {
      hoisted[section] ??= {};
      hoisted[section][name] = {}; // taken before its own references are followed: it may be recursive
      hoisted[section][name] = copy(kind, value, target.source, target.pointer);
    }
    return withRef(`#${encodeFragment(appendPointer('/components', section, name))}`);
  };

  const track = <T extends object>(copied: T, origin: Origin): T => {
    origins.set(copied, origin);
    return copied;
  };

  const copy = (kind: Kind, value: unknown, from: Source, pointer: string): unknown => {
    if (!isNode(value)) return structuredClone(value);
    const ref = refOf(kind, value);
    if (ref !== undefined) return copyRef(kind, value, ref, from, pointer);
    const out: Mutable = track({}, { source: from, pointer });
    for (const [key, member] of Object.entries(value)) define(out, key, copyMember(kind, key, member, from, pointer));
    return out;
  };

  const copyMember = (kind: Kind, key: string, member: unknown, from: Source, pointer: string): unknown => {
    const field = fieldOf(kind, key);
    if (field === undefined)
      return kind === 'schema' && key === 'discriminator' ? copyDiscriminator(member, from) : structuredClone(member);
    const [shape, memberKind] = field;
    if (shape === 'one') return copy(memberKind, member, from, appendPointer(pointer, key));
    const items = membersOf(shape, key, member).map(
      ([path, item]) => [path[1], copy(memberKind, item, from, appendPointer(pointer, ...path))] as const,
    );
    if (Array.isArray(member) && shape === 'list') return items.map(([, item]) => item);
    if (!isNode(member) || shape !== 'map') return structuredClone(member);
    const out: Mutable = track({}, { source: from, pointer: appendPointer(pointer, key) });
    for (const [name, item] of items) define(out, String(name), item);
    return out;
  };

  const copyDiscriminator = (value: unknown, from: Source): unknown => {
    const mapping = isNode(value) ? value['mapping'] : undefined;
    if (!isNode(value) || !isNode(mapping)) return structuredClone(value);
    const local = (ref: unknown) => {
      if (typeof ref !== 'string' || !/[#/.]/.test(ref)) return ref;
      const copied = copyRef('schema', {}, ref, from, '');
      return isNode(copied) && typeof copied['$ref'] === 'string' ? copied['$ref'] : ref;
    };
    return { ...value, mapping: Object.fromEntries(Object.entries(mapping).map(([key, ref]) => [key, local(ref)])) };
  };

  registerRootComponents();
  const document = copy('document', root.value, root, '') as Mutable;
  const components = (isNode(document['components']) ? document['components'] : {}) as Mutable;
  for (const [section, entries] of Object.entries(hoisted))
    components[section] = { ...(components[section] as Mutable), ...entries };
  if (Object.keys(components).length > 0) document['components'] = components;
  return { document, origins };
}

/** `__proto__` is a name like any other. */
function define(object: Mutable, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function encodeFragment(pointer: string): string {
  return encodeURI(pointer).replaceAll('#', '%23');
}
