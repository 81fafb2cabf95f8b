/** Whether a text can be an id that was given out here (UUIDs, say), so that a store may be asked for it. */
export function isOpaqueId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}
