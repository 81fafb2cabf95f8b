/**
 * At most so many characters (code points, as XML Schema counts them). What is cut off leaves `...` in its place, so that
 * nobody takes the rest for the whole.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 3).join('')}...`;
}
