/** A reliability diagram: D(x) on the horizontal axis, the fraction of data at that D(x) on the vertical. */
import { type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import { packCoordinates } from './packed-coordinates.js';
import { linearScale } from './scale.js';
import { dotsPath, linePath, segmentsPath } from './svg-paths.js';

const SIDE = 1000;
const [LEFT, TOP] = [104, 34];
const [RIGHT, BOTTOM] = [SIDE - 24, SIDE - 112];

/** One step, packed. */
export interface ReliabilityFrame {
  readonly x: string;
  readonly lines: { readonly reliability: string };
  readonly dots: string;
  /** A bar per bin, as high as its mass. */
  readonly segments: { readonly mass: string };
}

const x = linearScale({ domain: [0, 1], range: [LEFT, RIGHT] }, 4);
const y = linearScale({ domain: [0, 1], range: [BOTTOM, TOP] }, 4);

/** Of rows of mean D, fraction of data and mass, one row per bin; NaN where a bin is empty. */
export function reliabilityFrame(rows: ArrayLike<number>): ReliabilityFrame {
  const bins = Array.from({ length: rows.length / 3 }, (_, i) => [
    rows[3 * i],
    rows[3 * i + 1],
    rows[3 * i + 2],
  ]).filter(
    ([mean]) => !Number.isNaN(mean), // the line skips empty bins
  );
  return {
    x: packCoordinates(bins.map(([mean]) => x.at(mean))),
    lines: { reliability: packCoordinates(bins.map(([, data]) => y.at(data))) },
    dots: packCoordinates(bins.flatMap(([mean, data]) => [x.at(mean), y.at(data)])),
    segments: { mass: packCoordinates(bins.flatMap(([mean, , mass]) => [x.at(mean), BOTTOM, x.at(mean), y.at(mass)])) },
  };
}

export function drawReliability(at: ReliabilityFrame | null, { label, colour }: ReportSetting): Html {
  return html`<svg class="plane" viewBox="0 0 ${SIDE} ${SIDE}" role="img" aria-label="Calibration of D under ${label}">
<g class="axis">${x.ticks.map(({ at, label }) => html`<text x="${x.at(at).toFixed(1)}" y="${BOTTOM + 44}" text-anchor="middle">${label}</text>`)}
${y.ticks.map(({ at, label }) => html`<text x="${LEFT - 12}" y="${(y.at(at) + 12).toFixed(1)}" text-anchor="end">${label}</text>`)}
<path class="theory" d="M${LEFT} ${BOTTOM}L${RIGHT} ${TOP}"/>
<text class="name" x="${RIGHT}" y="${BOTTOM + 94}" text-anchor="end">D(x)</text><text class="name" x="${TOP + 22}" y="${TOP + 4}" text-anchor="end" transform="rotate(-90 ${TOP + 22} ${TOP + 4})">fraction of data</text></g>
<rect class="edge" x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${BOTTOM - TOP}"/>
<path class="mass" stroke="${colour}" d="${at ? segmentsPath(at.segments.mass) : ''}"/>
<path class="reliability" stroke="${colour}" d="${at ? linePath(at.x, at.lines.reliability) : ''}"/>
<path class="dots" stroke="${colour}" d="${at ? dotsPath(at.dots) : ''}"/></svg>`;
}
