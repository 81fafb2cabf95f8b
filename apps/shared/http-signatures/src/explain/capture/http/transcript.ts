const SENT = /^> [A-Z]+ \S+ HTTP\/\d/m;

/** Whether it is what `curl -v` prints: lines with `>` were sent, with `<` received, with `*` are remarks. */
export function isTranscript(text: string): boolean {
  return SENT.test(text);
}

/** The head of the first request in it, as it was sent. Of the body, `curl -v` prints nothing. */
export function readTranscript(text: string): string {
  const lines = text.slice(text.search(SENT)).split(/\r?\n/);
  const end = lines.findIndex((line) => !/^> ./.test(line));
  const head = lines.slice(0, end < 0 ? lines.length : end);
  return head.map((line) => line.slice(2)).join('\n');
}
