import type { Api } from '@openxs2a/ir';
import type { Specification } from '../edition.ts';
import { compareVersions } from './version.ts';

/** Of the smaller document, so that a version with many new operations is still one of the family. */
const SHARED = 0.5;

/**
 * All versions of the same interface that are not newer, the newest first. Its operations tell, not its title: those of
 * the standard share one.
 */
export function findFamily(of: Specification, all: readonly Specification[]): Specification[] {
  return all
    .filter((other) => other.name !== of.name && isSameInterface(of.api, other.api))
    .filter((other) => compareVersions(other.api.version, of.api.version) <= 0)
    .sort((a, b) => compareVersions(b.api.version, a.api.version));
}

/** The newest of those that are older. */
export function findEarlier(of: Specification, family: readonly Specification[]): Specification | undefined {
  return family.find((other) => compareVersions(other.api.version, of.api.version) < 0);
}

function isSameInterface(a: Api, b: Api): boolean {
  const [left, right] = [shapesOf(a), shapesOf(b)];
  const shared = [...left].filter((shape) => right.has(shape)).length;
  return shared > 0 && shared >= SHARED * Math.min(left.size, right.size);
}

/** What parameters in a path are called makes no difference. */
const shapesOf = ({ operations }: Api) =>
  new Set(operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`));
