import { type Random, seal, unseal } from '@openxs2a/service';

/** What a link is good for. It opens nowhere else, and for nobody else: it is authenticated with all of this. */
export interface LinkPlace {
  readonly operationId: string;
  readonly consentId: string;
  /** The account, as the TPP knows it. */
  readonly resourceId: string;
}

/** Why a link is not followed: somebody else made or changed it, or it was good for another place; or its time is over. */
export type LinkRefusal = 'not-ours' | 'expired';

export type OpenedLink<Content> = { readonly content: Content } | { readonly refused: LinkRefusal };

/** Longer than any that is made here; what is longer is not even tried. */
const LONGEST_TOKEN = 16_384;

/**
 * Seals what a link has to know into text for a URL (AES-256-GCM), so that only we can have made it, on any node that has
 * the key. Nothing of it can be read or changed outside.
 */
export function sealLink<Content>(
  content: Content,
  { until, place, key, random }: { until: Date; place: LinkPlace; key: Uint8Array; random: Random },
): string {
  const plain = Buffer.from(JSON.stringify([until.getTime(), content]));
  return Buffer.from(seal(key, plain, toContext(place), random)).toString('base64url');
}

/** What `sealLink` was given at this place, or why the text is no link that is to be followed. */
export function openLink<Content>(
  token: string,
  { now, place, key }: { now: Date; place: LinkPlace; key: Uint8Array },
): OpenedLink<Content> {
  // node's decoder skips what is no base64url, and then other texts would be the same link
  if (token.length > LONGEST_TOKEN || !/^[\w-]+$/.test(token)) return { refused: 'not-ours' };
  const sealed = Buffer.from(token, 'base64url');
  if (sealed.toString('base64url') !== token) return { refused: 'not-ours' };
  const plain = unseal(key, sealed, toContext(place));
  if (plain === undefined) return { refused: 'not-ours' };
  // it was sealed by the function above, at the same place, so with the same content
  const [until, content] = JSON.parse(Buffer.from(plain).toString()) as [number, Content];
  return now.getTime() < until ? { content } : { refused: 'expired' };
}

// JSON, so that no two places have the same text
function toContext({ operationId, consentId, resourceId }: LinkPlace): string {
  return JSON.stringify(['openxs2a link 1', operationId, consentId, resourceId]);
}
