import { type Change, renderMarkdown } from '@openxs2a/generate';
import type { Context } from 'hono';
import { compare, isBreaking, LABELS } from './changes/compare.ts';
import { findEarlier, findFamily } from './changes/family.ts';
import { type Edition, openBare, openEdition, type Specification } from './edition.ts';
import { type Comparison, renderChangesPage, renderNoEarlierPage } from './pages/changes-page.ts';

/** The page of what changed since the version that `from` names, or since the one before. */
export async function answerChanges(c: Context, editions: readonly Edition[], edition: Edition | undefined) {
  const found = edition && (await openEdition(edition));
  if (found === undefined) return c.notFound();
  const family = await familyOf(found, editions);
  const before = chooseBefore(c, found, family);
  if (before === undefined) {
    return c.req.query('from') === undefined ? c.html(renderNoEarlierPage(found, family)) : c.notFound();
  }
  const comparison = await compareBare(before, found, editions);
  return c.html(renderChangesPage(comparison, family, isOnlyBreaking(c)));
}

/** The same as a file for a ticket or a changelog. */
export async function answerChangesAsMarkdown(c: Context, editions: readonly Edition[], edition: Edition | undefined) {
  const found = edition && (await openEdition(edition));
  const before = found && chooseBefore(c, found, await familyOf(found, editions));
  if (found === undefined || before === undefined) return c.notFound();
  const { changes } = await compareBare(before, found, editions);
  return c.body(renderMarkdown(titleOf(before, found), shown(c, changes), LABELS), 200, {
    'Content-Type': 'text/markdown; charset=utf-8',
    'Content-Disposition': `attachment; filename="${toFileName(`${found.name}-since-${before.name}`)}.md"`,
  });
}

/** What it can be compared with. */
async function familyOf(of: Specification, editions: readonly Edition[]): Promise<Specification[]> {
  const opened = await Promise.all(editions.map(openEdition));
  return findFamily(
    of,
    opened.filter((each) => each !== undefined),
  );
}

/** Only a version of the same interface: anything else would break everybody and say nothing. */
function chooseBefore(c: Context, of: Specification, family: readonly Specification[]): Specification | undefined {
  const from = c.req.query('from');
  return from === undefined ? findEarlier(of, family) : family.find(({ name }) => name === from);
}

async function compareBare(
  before: Specification,
  after: Specification,
  editions: readonly Edition[],
): Promise<Comparison> {
  const [bareBefore, bareAfter] = await Promise.all([
    withoutOverlays(before, editions),
    withoutOverlays(after, editions),
  ]);
  return { before, after, changes: compare(bareBefore, bareAfter) };
}

async function withoutOverlays(of: Specification, editions: readonly Edition[]): Promise<Specification> {
  const edition = editions.find(({ name }) => name === of.name);
  return (edition && (await openBare(edition))) ?? of;
}

const isOnlyBreaking = (c: Context) => c.req.query('show') === 'breaking';

const shown = (c: Context, changes: readonly Change[]) => (isOnlyBreaking(c) ? changes.filter(isBreaking) : changes);

const titleOf = (before: Specification, after: Specification) =>
  `${after.api.title}: ${before.api.version} to ${after.api.version}`;

const toFileName = (text: string) => text.replaceAll(/[^\w.-]/g, '-');
