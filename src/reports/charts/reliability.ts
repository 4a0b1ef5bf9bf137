/** One panel of a reliability diagram: what D says from left to right, what share of it is data upwards. */
import { type Html, html } from '../page/html.js';
import { pack } from './fixed-point.js';
import { dots, line, strokes } from './paths.js';
import { linear } from './scale.js';

const SIDE = 1000;
const [LEFT, TOP] = [104, 34];
const [RIGHT, BOTTOM] = [SIDE - 24, SIDE - 112];

/** One step, packed. */
export interface ReliabilityFrame {
  readonly x: string;
  readonly lines: { readonly reliability: string };
  readonly dots: string;
  /** A stroke a bin, as high as its mass. */
  readonly strokes: { readonly mass: string };
}

const x = linear({ domain: [0, 1], range: [LEFT, RIGHT] }, 4);
const y = linear({ domain: [0, 1], range: [BOTTOM, TOP] }, 4);

/** Of rows of mean D, share of data and mass, a row a bin; NaN where a bin is empty. */
export function reliabilityFrame(rows: ArrayLike<number>): ReliabilityFrame {
  const bins = Array.from({ length: rows.length / 3 }, (_, i) => [
    rows[3 * i],
    rows[3 * i + 1],
    rows[3 * i + 2],
  ]).filter(
    ([said]) => !Number.isNaN(said), // the line goes on to the next bin that has something
  );
  return {
    x: pack(bins.map(([said]) => x.at(said))),
    lines: { reliability: pack(bins.map(([, data]) => y.at(data))) },
    dots: pack(bins.flatMap(([said, data]) => [x.at(said), y.at(data)])),
    strokes: { mass: pack(bins.flatMap(([said, , mass]) => [x.at(said), BOTTOM, x.at(said), y.at(mass)])) },
  };
}

export function drawReliability(
  at: ReliabilityFrame | null,
  { label, colour }: { readonly label: string; readonly colour: string },
): Html {
  return html`<svg class="plane" viewBox="0 0 ${SIDE} ${SIDE}" role="img" aria-label="Calibration of D under ${label}">
<g class="axis">${x.ticks.map(({ at, says }) => html`<text x="${x.at(at).toFixed(1)}" y="${BOTTOM + 44}" text-anchor="middle">${says}</text>`)}
${y.ticks.map(({ at, says }) => html`<text x="${LEFT - 12}" y="${(y.at(at) + 12).toFixed(1)}" text-anchor="end">${says}</text>`)}
<path class="theory" d="M${LEFT} ${BOTTOM}L${RIGHT} ${TOP}"/>
<text class="name" x="${RIGHT}" y="${BOTTOM + 94}" text-anchor="end">D says</text><text class="name" x="${TOP + 22}" y="${TOP + 4}" text-anchor="end" transform="rotate(-90 ${TOP + 22} ${TOP + 4})">is data</text></g>
<rect class="edge" x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${BOTTOM - TOP}"/>
<path class="mass" stroke="${colour}" d="${at ? strokes(at.strokes.mass) : ''}"/>
<path class="reliability" stroke="${colour}" d="${at ? line(at.x, at.lines.reliability) : ''}"/>
<path class="dots" stroke="${colour}" d="${at ? dots(at.dots) : ''}"/></svg>`;
}
