import type { Evidence } from './evidence.ts';
import type { Requirement, Section } from './requirements/requirement.ts';

export type EvidenceOf = (requirement: Requirement) => readonly Evidence[];

/** What tests show of a requirement: those of its own name, and those of rules that demand the same. */
export function createEvidenceOf(found: ReadonlyMap<string, readonly Evidence[]>): EvidenceOf {
  return ({ id, like = [] }) => {
    const all = [id, ...like].flatMap((one) => found.get(one) ?? []);
    const known = new Map(all.map((evidence) => [`${evidence.file} ${evidence.says}`, evidence]));
    return [...known.entries()].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, evidence]) => evidence);
  };
}

export function renderPage(sections: readonly Section[], evidenceOf: EvidenceOf): string {
  return `# Security

What is demanded of a bank that lets others read accounts and authenticates its customers, and the tests that show it. Written by
\`requirements.test.ts\` from the names of the tests: each name that begins with an id is evidence for it. A requirement that
is \`like\` rules of the interface has the tests of those, too. Attacks on certificates and signatures stand in
[ATTACKS.md](ATTACKS.md), rules of the interface in [RULES.md](../conformance/RULES.md).

${renderSummary(sections, evidenceOf)}

${sections.map((section) => renderSection(section, evidenceOf)).join('\n\n')}
`;
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

function renderSummary(sections: readonly Section[], evidenceOf: EvidenceOf): string {
  const all: Section = { title: 'all', requirements: sections.flatMap(({ requirements }) => requirements) };
  const rows = [...sections, all].map(({ title, requirements }) => {
    const shown = requirements.filter((requirement) => evidenceOf(requirement).length > 0);
    const silent = requirements.filter((requirement) => !shown.includes(requirement));
    const count = (because: string) => silent.filter(({ left }) => left?.because === because).length;
    const tests = shown.reduce((sum, requirement) => sum + evidenceOf(requirement).length, 0);
    return [title, requirements.length, shown.length, tests, ...KINDS.map(count)];
  });
  const head = ['', 'requirements', 'shown', 'by tests', ...KINDS];
  return [row(head), row(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');
}

const KINDS = ['not offered yet', 'no matter of software', 'not in use'] as const;

function renderSection({ title, requirements }: Section, evidenceOf: EvidenceOf): string {
  return [`## ${title}`, ...requirements.map((requirement) => renderOne(requirement, evidenceOf(requirement)))].join(
    '\n\n',
  );
}

function renderOne({ id, demands, like = [], left }: Requirement, evidence: readonly Evidence[]): string {
  const rules = like.length === 0 ? '' : ` Like ${like.map((rule) => `\`${rule}\``).join(', ')}.`;
  const rest = left && `- ${evidence.length > 0 ? 'Left: ' : ''}${left.because}. ${left.reason}`;
  const tests = evidence.map(({ says, file }) => `- ${says} ([${nameOf(file)}](../../${file}))`);
  return [`**${id}** ${demands}${rules}`, [...tests, ...(rest === undefined ? [] : [rest])].join('\n')].join('\n\n');
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
