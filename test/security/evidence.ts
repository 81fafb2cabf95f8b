import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/processes.ts';
import { listTests, type TestText, textsIn } from '../support/test-texts.ts';

/** A test as its name has it, without the ids. */
export interface Evidence {
  readonly says: string;
  readonly file: string;
}

/** `S-03 SEC-API-013: `, at the start of a name. */
const IDS = /^(?:(?:(?:N-)?[A-Z]{2,4}-[A-Z0-9]{2,4}-\d{3}|S-\d{2}|API(?:10|[1-9])|FAPI-\d{2})[,:]?(?: |$))+/;

/** The name of a table of cases begins with what each row has for ids. */
const ROW = /^%s:? /;

/** Of each id at the start of a name, whether of requirements or of rules: the tests of that name. */
export function findEvidence(): ReadonlyMap<string, readonly Evidence[]> {
  const found = new Map<string, Evidence[]>();
  for (const file of listTests()) {
    for (const { ids, says } of namesIn(readFileSync(join(ROOT, file), 'utf8')))
      for (const id of ids) found.set(id, [...(found.get(id) ?? []), { says, file }]);
  }
  return found;
}

/** Names of tests that begin with ids; what begins the row of a table stands where the name of that table has it. */
export function namesIn(source: string): readonly { readonly ids: readonly string[]; readonly says: string }[] {
  const texts = textsIn(source);
  return texts.flatMap(({ text, beginsRow }, at) => {
    const [ids = ''] = IDS.exec(text) ?? [];
    if (ids === '') return [];
    const own = text.slice(ids.length);
    const says = toSentence(beginsRow ? nameOfRow(own, texts.slice(at)) : own);
    return [{ ids: ids.split(/[,:]? /).flatMap((id) => id.replace(/[,:]$/, '') || []), says }];
  });
}

/** The name that a table has for a row, of the texts from the row on. */
function nameOfRow(row: string, texts: readonly TestText[]): string {
  const name = texts.find(({ text }) => ROW.test(text))?.text;
  return name === undefined ? row : name.replace(ROW, `${row} `);
}

/** What a run puts into a name is left open here. */
const toSentence = (name: string): string =>
  name
    .trim()
    .replace(IDS, '')
    .replace(/%[sjdoi]|\$\{[^}]*\}|\$\w+(?:\.\w+)*/g, '…')
    .replace(/\\(['"`])/g, '$1')
    .replace(/(?:: (?:…|%#)|, %#| \(…\)|(?<! )…)$/, '')
    .trim();
