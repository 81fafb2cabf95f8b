/** Whether a text can be an id that was given out here or by an authenticator, so that a store may be asked for it. */
export function isOpaqueId(text: string): boolean {
  // of passkeys 1023 bytes at most, base64url (WebAuthn 3, 4)
  return /^[\w-]{1,1364}$/.test(text);
}
