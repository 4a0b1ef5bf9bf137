/** A path-angle plot: the cosine of the angle between the vector field and the path on the left axis, the field's norm on the right. */
import { maximum } from '../../core/math/long-lists.js';
import { type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import { packCoordinates } from './packed-coordinates.js';
import { linearScale } from './scale.js';
import { linePath } from './svg-paths.js';

const [WIDTH, HEIGHT] = [1000, 640];
const [LEFT, RIGHT] = [92, 890];
const [TOP, BOTTOM] = [24, 540];

/** One step, packed. */
export interface PathAngleFrame {
  readonly x: string;
  readonly lines: { readonly cosine: string; readonly norm: string };
}

export interface PathAngleChart {
  /** Rows of the position on the path, the cosine and the field's norm. */
  frame(rows: ArrayLike<number>): PathAngleFrame;
  draw(at: PathAngleFrame | null, setting: ReportSetting): Html;
}

const x = linearScale({ domain: [-0.1, 1.1], range: [LEFT, RIGHT] });
const cosine = linearScale({ domain: [-1.05, 1.05], range: [BOTTOM, TOP] }, 4);

/** One chart for all steps of all runs of a setting, on one scale. */
export function pathAngleChart(all: readonly ArrayLike<number>[]): PathAngleChart {
  const norms = all.flatMap((rows) => Array.from(rows).filter((value, i) => i % 3 === 2 && Number.isFinite(value)));
  const norm = linearScale({ domain: [0, 1.08 * (Math.max(0, maximum(norms)) || 1)], range: [BOTTOM, TOP] }, 4);
  const column = (rows: ArrayLike<number>, c: number) => Array.from(rows).filter((_, i) => i % 3 === c);
  return {
    frame: (rows) => ({
      x: packCoordinates(column(rows, 0).map((value) => x.at(value))),
      lines: {
        cosine: packCoordinates(column(rows, 1).map((value) => cosine.at(value))),
        norm: packCoordinates(column(rows, 2).map((value) => norm.at(value))),
      },
    }),
    draw: (
      at,
      { label, colour },
    ) => html`<svg class="path" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Path angle of ${label}">
<g class="axis">${x.ticks.map(({ at, label }) => html`<text x="${x.at(at).toFixed(1)}" y="${BOTTOM + 36}" text-anchor="middle">${label}</text>`)}
${cosine.ticks.map(({ at, label }) => html`<text x="${LEFT - 12}" y="${(cosine.at(at) + 9).toFixed(1)}" text-anchor="end">${label}</text>`)}
${norm.ticks.map(({ at, label }) => html`<text x="${RIGHT + 12}" y="${(norm.at(at) + 9).toFixed(1)}">${label}</text>`)}
<path class="faint" d="M${LEFT} ${cosine.at(0).toFixed(1)}H${RIGHT}M${x.at(0).toFixed(1)} ${TOP}V${BOTTOM}M${x.at(1).toFixed(1)} ${TOP}V${BOTTOM}"/><path d="M${LEFT} ${BOTTOM}H${RIGHT}"/>
<text class="name" x="${RIGHT}" y="${BOTTOM + 76}" text-anchor="end">position on the path: 0 initial, 1 current</text></g>
<path class="norm" d="${at ? linePath(at.x, at.lines.norm) : ''}"/>
<path class="cosine" stroke="${colour}" d="${at ? linePath(at.x, at.lines.cosine) : ''}"/></svg>`,
  };
}
