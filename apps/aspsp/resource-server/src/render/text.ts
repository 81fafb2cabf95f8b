/** At most so many characters: what the bank calls its accounts may be longer than the interface lets it say. */
export function cut(text: string, longest: number): string;
export function cut(text: string | undefined, longest: number): string | undefined;
export function cut(text: string | undefined, longest: number): string | undefined {
  if (text === undefined || text.length <= longest) return text;
  // by code points, which is what the interface counts, and which are not to be torn apart
  return Array.from(text).slice(0, longest).join('');
}
