import type { MediaDescriptor, MediaKind, ResponseDescriptor } from '../descriptor.ts';

/** `Application/JSON; charset=utf-8` is `application/json`. */
export function toEssence(contentType: string): string {
  const end = contentType.indexOf(';');
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/**
 * The declared media type that the content type is. Case does not count, nor do parameters, unless two declared types
 * differ in nothing else (`application/json;version=2`); an exact type beats a range.
 */
export function findMedia(
  content: readonly MediaDescriptor[] | undefined,
  contentType: string | null,
): MediaDescriptor | undefined {
  if (content === undefined || contentType === null) return undefined;
  const type = toEssence(contentType);
  const main = `${type.slice(0, type.indexOf('/'))}/*`;
  return (
    findWhole(content, contentType) ?? findType(content, type) ?? findType(content, main) ?? findType(content, '*/*')
  );
}

function findWhole(content: readonly MediaDescriptor[], contentType: string): MediaDescriptor | undefined {
  if (!contentType.includes(';')) return undefined;
  const whole = withoutSpace(contentType);
  return content.find((media) => withoutSpace(media.type) === whole);
}

const withoutSpace = (type: string) => type.toLowerCase().replace(/[\s"]/g, '');

function findType(content: readonly MediaDescriptor[], type: string): MediaDescriptor | undefined {
  return content.find((media) => media.type === type) ?? content.find((media) => toEssence(media.type) === type);
}

/** The response that a status is declared by: itself, then its class (`4XX`), then `default`. */
export function findResponse(responses: readonly ResponseDescriptor[], status: number): ResponseDescriptor | undefined {
  const exact = String(status);
  const range = `${exact.charAt(0)}XX`;
  return (
    responses.find((response) => response.status === exact) ??
    responses.find((response) => response.status.toUpperCase() === range) ??
    responses.find((response) => response.status === 'default')
  );
}

/** How a body of a media type that nothing declares is treated. */
export function kindOfType(contentType: string): MediaKind {
  const type = toEssence(contentType);
  if (type.endsWith('/json') || type.endsWith('+json')) return 'json';
  if (type.endsWith('/xml') || type.endsWith('+xml')) return 'xml';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type.startsWith('multipart/')) return 'multipart';
  return type.startsWith('text/') ? 'text' : 'binary';
}
