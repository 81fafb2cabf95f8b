/**
 * Text of set x in pieces of at most so many characters. Where it can be chosen, none ends with a blank, which systems on
 * the way may cut off, and none begins with what would begin a field or end the message (`:`, `-`).
 */
export function splitText(text: string, limit: number): readonly string[] {
  if (text.length <= limit) return text === '' ? [] : [text];
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + limit >= text.length ? text.length : findBreak(text, start, start + limit);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** Pieces of which no more than so many are kept; the last then ends in `...`. */
export function keepPieces(pieces: readonly string[], most: number): readonly string[] {
  if (pieces.length <= most) return pieces;
  return pieces.slice(0, most).map((piece, index) => (index === most - 1 ? `${piece.slice(0, -3)}...` : piece));
}

function findBreak(text: string, start: number, furthest: number): number {
  for (let end = furthest; end > start; end -= 1)
    if (text[end - 1] !== ' ' && !/[:-]/.test(text[end] ?? '')) return end;
  return furthest;
}
