import { type Html, html } from '@openxs2a/service/pages';
import type { CertificateCounts } from '../../store/statistics.ts';

const WIDTH = 320;
const STATUSES = ['valid', 'expired', 'revoked'] as const;

/** A bar for each kind, divided by status. The numbers stand beside, so that nobody has to measure. */
export function showStatusChart({ byStatus }: CertificateCounts): Html {
  const rows = [
    ['QWAC', byStatus.qwac],
    ['QSealC', byStatus.qsealc],
  ] as const;
  const most = Math.max(1, ...rows.map(([, counts]) => STATUSES.reduce((sum, status) => sum + counts[status], 0)));
  const bars = rows.map(([name, counts], index) => {
    const y = index * 46;
    let x = 0;
    const parts = STATUSES.map((status) => {
      const width = (counts[status] / most) * WIDTH;
      const part = html`<rect class="bar-${status}" x="${x}" y="${y + 18}" width="${width}" height="20"></rect>`;
      x += width;
      return part;
    });
    const words = STATUSES.map((status) => `${counts[status]} ${status}`).join(', ');
    return html`<text x="0" y="${y + 12}">${name}: ${words}</text>${parts}`;
  });
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} 86" role="img" aria-label="Certificates by status">${bars}</svg>`;
}

/** A column for each week ahead. */
export function showEndingChart({ endingByWeek }: CertificateCounts): Html {
  const most = Math.max(1, ...endingByWeek);
  const step = WIDTH / endingByWeek.length;
  const columns = endingByWeek.map((count, week) => {
    const height = (count / most) * 70;
    const center = week * step + step / 2;
    return html`<rect class="bar" x="${week * step + 3}" y="${90 - height}" width="${step - 6}" height="${height}"></rect>
      <text x="${center}" y="${84 - height}" text-anchor="middle">${count === 0 ? '' : count}</text>
      <text x="${center}" y="105" text-anchor="middle">${week}</text>`;
  });
  const total = endingByWeek.reduce((sum, count) => sum + count, 0);
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} 124" role="img"
    aria-label="${total} certificates end within ${endingByWeek.length} weeks">
    <line x1="0" y1="90" x2="${WIDTH}" y2="90" stroke="currentcolor" stroke-opacity="0.4"></line>${columns}
    <text x="0" y="121">weeks from now</text>
  </svg>`;
}
