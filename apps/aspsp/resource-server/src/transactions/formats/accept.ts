/**
 * How much a client wants a media type (RFC 9110, 12.5.1): by the most specific range that has it, 0 for not at all. Without
 * the header everything is as welcome as anything.
 */
export function createWeigh(accept: string | null): (mediaType: string) => number {
  if (accept === null || accept.trim() === '') return () => 1;
  const ranges = new Map(accept.split(',').map(parseRange));
  return (mediaType) => {
    const main = mediaType.slice(0, mediaType.indexOf('/'));
    return ranges.get(mediaType) ?? ranges.get(`${main}/*`) ?? ranges.get('*/*') ?? 0;
  };
}

function parseRange(item: string): [type: string, weight: number] {
  const [type = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => /^q\s*=/.test(parameter));
  const weight = quality === undefined ? 1 : Number(quality.slice(quality.indexOf('=') + 1));
  return [type, Number.isFinite(weight) ? weight : 0];
}
