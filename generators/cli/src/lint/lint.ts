import { bundle, readApi } from '@openxs2a/ir';
import { type Notice, type Severity, sortNotices } from '../notices/notice.ts';
import { locate } from './locate.ts';
import type { Subject } from './rule.ts';
import { RULES, type RuleCode } from './rules.ts';

/** A severity other than the rule's own, for a rule or for one of the reader's codes; `off` silences it. */
export type Overrides = ReadonlyMap<string, Severity | 'off'>;

export interface LintReport {
  readonly file: string;
  /** False when the document is so broken that the house rules had nothing to look at. */
  readonly usable: boolean;
  readonly notices: readonly Notice[];
}

export async function lint(
  file: string,
  options: { readonly overlays?: readonly string[]; readonly overrides?: Overrides } = {},
): Promise<LintReport> {
  const overrides = options.overrides ?? new Map();
  const reading = { overlays: options.overlays ?? [] };
  const [{ api, diagnostics }, { document }] = [await readApi(file, reading), await bundle(file, reading)];
  if (api === undefined || document === undefined) return { file, usable: false, notices: sortNotices(diagnostics) };
  const found = await locate(file, checkRules({ api, document }, overrides));
  return {
    file,
    usable: true,
    notices: sortNotices([...diagnostics.flatMap((notice) => override(notice, overrides)), ...found]),
  };
}

function checkRules(subject: Subject, overrides: Overrides): Omit<Notice, 'file'>[] {
  return (Object.keys(RULES) as RuleCode[]).flatMap((code) => {
    const [own, , check] = RULES[code];
    const severity = overrides.get(code) ?? own;
    return severity === 'off' ? [] : check(subject).map((breach) => ({ code, severity, ...breach }));
  });
}

/** An error of the reader stays one: the document cannot be used, whatever one would like to think of it. */
function override(notice: Notice, overrides: Overrides): Notice[] {
  const severity = overrides.get(notice.code) ?? notice.severity;
  return severity === 'off' ? [] : [{ ...notice, severity }];
}
