import { type Html, html } from '@openxs2a/service/pages';

/** A value for each day; undefined where there is none. */
export type Series = readonly (number | undefined)[];

const WIDTH = 360;
const HEIGHT = 90;
const TOP = 8;
const LEFT = 44;

/** Columns from `floor` to `ceiling`. The same numbers stand in a table beside, so that nobody has to measure. */
export function showColumns(
  label: string,
  days: readonly string[],
  series: Series,
  ceiling: number,
  unit: string,
): Html {
  const step = (WIDTH - LEFT) / Math.max(1, days.length);
  const columns = series.map((value, index) => {
    if (value === undefined) return '';
    const height = (Math.min(value, ceiling) / ceiling) * HEIGHT;
    const x = LEFT + index * step + 1;
    return html`<rect class="bar" x="${x.toFixed(1)}" y="${(TOP + HEIGHT - height).toFixed(1)}" width="${Math.max(1, step - 2).toFixed(1)}" height="${height.toFixed(1)}"></rect>`;
  });
  return showFrame(label, days, ceiling, unit, html`${columns}`);
}

export function showLine(label: string, days: readonly string[], series: Series, unit: string): Html {
  const known = series.filter((value) => value !== undefined);
  const ceiling = niceCeiling(Math.max(1, ...known));
  const step = (WIDTH - LEFT) / Math.max(1, days.length);
  const points = series.flatMap((value, index) =>
    value === undefined
      ? []
      : [`${(LEFT + index * step + step / 2).toFixed(1)},${(TOP + HEIGHT - (value / ceiling) * HEIGHT).toFixed(1)}`],
  );
  const [only] = points;
  const [x = '0', y = '0'] = only?.split(',') ?? [];
  const drawn =
    points.length === 1
      ? html`<circle class="bar" cx="${x}" cy="${y}" r="3"></circle>`
      : html`<polyline class="line" points="${points.join(' ')}"></polyline>`;
  return showFrame(label, days, ceiling, unit, drawn);
}

function showFrame(label: string, days: readonly string[], ceiling: number, unit: string, content: Html): Html {
  const bottom = TOP + HEIGHT;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${bottom + 22}" role="img" aria-label="${label}">
    <text x="${LEFT - 4}" y="${TOP + 10}" text-anchor="end">${ceiling} ${unit}</text>
    <text x="${LEFT - 4}" y="${bottom}" text-anchor="end">0</text>
    <line x1="${LEFT}" y1="${bottom}" x2="${WIDTH}" y2="${bottom}" stroke="currentcolor" stroke-opacity="0.4"></line>
    ${content}
    <text x="${LEFT}" y="${bottom + 16}">${days[0] ?? ''}</text>
    <text x="${WIDTH}" y="${bottom + 16}" text-anchor="end">${days.length > 1 ? (days.at(-1) ?? '') : ''}</text>
  </svg>`;
}

/** 1, 2 or 5 times a power of ten. */
export function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((ceiling) => ceiling >= value) ?? value;
}
