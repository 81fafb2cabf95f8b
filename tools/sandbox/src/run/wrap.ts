/** A text in lines of at most so many columns, at words, each with the same indentation. A long word stays whole. */
export function wrap(text: string, width: number, indentation: string): readonly string[] {
  const room = Math.max(width - indentation.length, 1);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => indentation + line);
}
