import { docComment } from '@openxs2a/emit';
import type { Api, Operation, Parameter } from '@openxs2a/ir';

/** The lines of a doc comment, without the comment's own signs: the printer of the file adds those. */
export type DocLines = string[];

export function clientTypeDoc(api: Api): DocLines {
  return docLines(
    [
      `${api.title} ${api.version}: a method per operation. \`Preset\` are the header parameters that the client knows itself.`,
    ],
    '',
  );
}

export function clientDoc(): DocLines {
  return docLines(
    ['A client on `fetch`. What a server answers is a result, whatever it is; what keeps it from answering is thrown.'],
    '',
  );
}

export function operationDoc(operation: Operation): DocLines {
  return docLines(
    [
      operation.summary,
      operation.description === operation.summary ? undefined : operation.description,
      `\`${operation.method.toUpperCase()} ${operation.path}\``,
      notableParameters(operation).map(parameterLine).join('\n'),
      operation.deprecated ? '@deprecated' : undefined,
    ],
    '  ',
  );
}

/** The parameters that a caller must think of; the rest is told by their types. */
function notableParameters({ parameters }: Operation): Parameter[] {
  return parameters.filter((parameter) => parameter.required || parameter.deprecated);
}

function parameterLine(parameter: Parameter): string {
  const place = parameter.in === 'header' ? 'headers' : parameter.in === 'cookie' ? 'cookies' : parameter.in;
  const text = firstSentence(parameter.description);
  return `- ${place} \`${parameter.name}\`${parameter.deprecated ? ' (deprecated)' : ''}${text === '' ? '' : `: ${text}`}`;
}

function firstSentence(description = ''): string {
  const text = description.trim().replace(/\s+/g, ' ');
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

function docLines(paragraphs: readonly (string | undefined)[], indent: string): DocLines {
  return docComment(paragraphs, indent)
    .split('\n')
    .map((line) => line.replace(/^ *(\/\*\*|\*\/|\*) ?/, '').replace(/ ?\*\/$/, ''))
    .filter((line, index, lines) => !isFrame(line, index, lines.length));
}

function isFrame(line: string, index: number, count: number): boolean {
  return line === '' && (index === 0 || index >= count - 2);
}
