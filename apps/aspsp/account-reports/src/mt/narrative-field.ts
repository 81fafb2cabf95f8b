import type { Transaction } from '@openxs2a/core-banking';
import { shorten } from '../shorten.ts';
import { keepPieces, splitText } from './lines.ts';
import { type Narrative, toNarrative } from './narrative.ts';
import { findBusinessCode } from './transaction-type.ts';

/**
 * How field 86 is written: `subfields` as the German banking industry has it (`?20` and on), `codewords` as lines of plain
 * text with code words between slashes.
 */
export type NarrativeStyle = 'subfields' | 'codewords';

/** Field 86: at most six lines of 65 characters. What does not fit ends in `...`. */
export function narrativeField(entry: Transaction, style: NarrativeStyle): readonly string[] {
  const narrative = toNarrative(entry);
  const lines = style === 'subfields' ? subfieldLines(findBusinessCode(entry), narrative) : codewordLines(narrative);
  return lines.map((line, index) => (index === 0 ? `:86:${line}` : line));
}

const LINES = 6;
const LINE_LENGTH = 65;
const SUBFIELD_LENGTH = 27;
const PURPOSE_SUBFIELDS = [...numbers(20, 29), ...numbers(60, 63)];

function subfieldLines(businessCode: string, { posting, counterparty, attributes }: Narrative): readonly string[] {
  const purpose = attributes.flatMap(([code, text]) => splitText(`${code}+${text}`, SUBFIELD_LENGTH));
  const name = keepPieces(splitText(counterparty.name, SUBFIELD_LENGTH), 2);
  const fixed: readonly Subfield[] = [
    [30, shorten(counterparty.agent, 12)],
    [31, shorten(counterparty.account, 34)],
    ...name.map((piece, index) => [32 + index, piece] as const),
  ];
  // as many subfields as six lines hold: how lines break is known once they are broken
  for (let most = PURPOSE_SUBFIELDS.length; ; most -= 1) {
    const purposes = keepPieces(purpose, most).map((piece, index) => [PURPOSE_SUBFIELDS[index] ?? 0, piece] as const);
    const subfields = [[0, shorten(posting, SUBFIELD_LENGTH)] as const, ...purposes, ...fixed].sort(byNumber);
    const lines = splitText(businessCode + subfields.map(subfield).join(''), LINE_LENGTH);
    if (lines.length <= LINES || most === 0) return lines;
  }
}

type Subfield = readonly [number: number, text: string];

function byNumber([one]: Subfield, [other]: Subfield): number {
  return one - other;
}

function subfield([number, text]: Subfield): string {
  return text === '' ? '' : `?${String(number).padStart(2, '0')}${text}`;
}

function codewordLines({ posting, counterparty, attributes }: Narrative): readonly string[] {
  const { name, account, agent } = counterparty;
  const words = [['TYPE', posting], ['NAME', name], ['ACCT', account], ['BIC', agent], ...attributes] as const;
  const text = words.map(([code, word]) => (word === '' ? '' : `/${code}/${word}`)).join('');
  // a field that is there has a character at least
  return text === '' ? ['/TYPE/NONE'] : keepPieces(splitText(text, LINE_LENGTH), LINES);
}

function numbers(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
