/** The parts of what stands in a place of a template; undefined for a value. */
type Piece = readonly string[] | undefined;

/** What is known of statements that begin alike. */
interface Shape {
  texts?: readonly string[];
  value?: Shape;
  readonly pieces: WeakMap<readonly string[], Shape>;
}

/**
 * Puts texts together as `joinTexts`, and once only for the same template with the same pieces: a program has a few hundred
 * statements, and makes each a thousand times a second. Nothing is kept longer than what it was made of.
 */
export function createShapes(): (parts: readonly string[], pieces: readonly Piece[]) => readonly string[] {
  const templates = createShape();
  return (parts, pieces) => {
    let shape = findPiece(templates, parts);
    for (const piece of pieces) shape = piece === undefined ? findValue(shape) : findPiece(shape, piece);
    shape.texts ??= joinTexts(parts, pieces);
    return shape.texts;
  };
}

const createShape = (): Shape => ({ pieces: new WeakMap() });

function findValue(shape: Shape): Shape {
  shape.value ??= createShape();
  return shape.value;
}

function findPiece({ pieces }: Shape, piece: readonly string[]): Shape {
  let found = pieces.get(piece);
  if (found === undefined) {
    found = createShape();
    pieces.set(piece, found);
  }
  return found;
}

/** What stands between the values of a template, with the texts of its pieces. */
export function joinTexts(parts: readonly string[], pieces: readonly Piece[]): readonly string[] {
  const texts: string[] = [];
  let text = parts[0] ?? '';
  pieces.forEach((piece, index) => {
    const [first = '', ...others] = piece ?? ['', ''];
    text += first;
    for (const other of others) {
      texts.push(text);
      text = other;
    }
    text += parts[index + 1] ?? '';
  });
  return [...texts, text];
}
