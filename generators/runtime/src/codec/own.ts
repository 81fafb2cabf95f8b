/**
 * Objects that outsiders name the keys of. `__proto__` and `constructor` are names like any other: only what the
 * object itself has is read, and nothing is ever set on a prototype.
 */
export function getOwn<T>(from: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return from !== undefined && Object.hasOwn(from, key) ? from[key] : undefined;
}

export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') {
    target[key] = value;
    return;
  }
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
