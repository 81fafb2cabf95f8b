/**
 * Whether a value has to be waited for. Waiting for one that is there already costs a turn of the microtask queue,
 * which adds up over the steps of a request: guards, context and handlers may answer at once.
 */
export function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
