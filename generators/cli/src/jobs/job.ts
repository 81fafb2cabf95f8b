import type { ImportExtension } from '@openxs2a/emit';
import { InputError } from '../frame/errors.ts';
import { TARGETS, type Target } from '../generate/options.ts';

/** What `generate.json` beside a document says; all paths count from its folder. */
export interface Job {
  /** Default: `openapi.yaml`. */
  readonly spec: string;
  readonly out: string;
  readonly overlays: readonly string[];
  readonly name?: string;
  readonly package?: string;
  readonly only?: readonly Target[];
  readonly importExtension?: ImportExtension;
}

const KEYS = ['spec', 'out', 'overlays', 'name', 'package', 'only', 'importExtension', '$schema'];
const EXTENSIONS: readonly ImportExtension[] = ['.ts', '.js', ''];

/** Reads the text of a `generate.json`; what is wrong with it is an InputError that names the file. */
export function parseJob(text: string, file: string): Job {
  const value = parseObject(text, file);
  const strange = Object.keys(value).find((key) => !KEYS.includes(key));
  if (strange !== undefined) throw new InputError(`${file}: "${strange}" is no setting; there are ${KEYS.join(', ')}.`);
  const out = textOf(value, 'out', file);
  if (out === undefined) throw new InputError(`${file}: "out", the folder that the output goes to, is missing.`);
  const [name, packageName, extension] = ['name', 'package', 'importExtension'].map((key) => textOf(value, key, file));
  const only =
    value.only === undefined ? undefined : textsOf(value, 'only', file).map((target) => checkTarget(target, file));
  return {
    spec: textOf(value, 'spec', file) ?? 'openapi.yaml',
    out,
    overlays: textsOf(value, 'overlays', file),
    ...(name !== undefined && { name }),
    ...(packageName !== undefined && { package: packageName }),
    ...(only !== undefined && { only }),
    ...(extension !== undefined && { importExtension: checkExtension(extension, file) }),
  };
}

type Settings = Readonly<Record<string, unknown>>;

function parseObject(text: string, file: string): Settings {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (cause) {
    throw new InputError(`${file} is no JSON.`, { cause });
  }
  throw new InputError(`${file} is no JSON object.`);
}

function textOf(value: Settings, key: string, file: string): string | undefined {
  const found = value[key];
  if (found === undefined || typeof found === 'string') return found;
  throw new InputError(`${file}: "${key}" is a text.`);
}

function textsOf(value: Settings, key: string, file: string): string[] {
  const found = value[key] ?? [];
  if (Array.isArray(found) && found.every((item) => typeof item === 'string')) return found;
  throw new InputError(`${file}: "${key}" is a list of texts.`);
}

function checkTarget(text: string, where: string): Target {
  const target = TARGETS.find((known) => known === text);
  if (target === undefined) throw new InputError(`${where}: "${text}" is none of ${TARGETS.join(', ')}.`);
  return target;
}

function checkExtension(text: string, file: string): ImportExtension {
  const extension = EXTENSIONS.find((known) => known === text);
  if (extension === undefined) throw new InputError(`${file}: "importExtension" is ".ts", ".js" or empty.`);
  return extension;
}
