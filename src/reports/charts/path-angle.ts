/** One panel of a path: the cosine of the field's angle with it on the left, the field's length on the right. */
import { type Html, html } from '../page/html.js';
import { pack } from './fixed-point.js';
import { line } from './paths.js';
import { linear } from './scale.js';

const [WIDTH, HEIGHT] = [1000, 640];
const [LEFT, RIGHT] = [92, 890];
const [TOP, BOTTOM] = [24, 540];

/** One step, packed. */
export interface PathFrame {
  readonly x: string;
  readonly lines: { readonly cosine: string; readonly norm: string };
}

export interface PathPicture {
  /** Rows of the place on the path, the cosine and the field's length. */
  frame(rows: ArrayLike<number>): PathFrame;
  draw(at: PathFrame | null, as: { readonly label: string; readonly colour: string }): Html;
}

const x = linear({ domain: [-0.1, 1.1], range: [LEFT, RIGHT] });
const cosine = linear({ domain: [-1.05, 1.05], range: [BOTTOM, TOP] }, 4);

/** One for all steps of all runs of a setting. */
export function pictureOf(all: readonly ArrayLike<number>[]): PathPicture {
  const norms = all.flatMap((rows) => Array.from(rows).filter((value, i) => i % 3 === 2 && Number.isFinite(value)));
  const norm = linear({ domain: [0, 1.08 * (Math.max(0, ...norms) || 1)], range: [BOTTOM, TOP] }, 4);
  const column = (rows: ArrayLike<number>, c: number) => Array.from(rows).filter((_, i) => i % 3 === c);
  return {
    frame: (rows) => ({
      x: pack(column(rows, 0).map((value) => x.at(value))),
      lines: {
        cosine: pack(column(rows, 1).map((value) => cosine.at(value))),
        norm: pack(column(rows, 2).map((value) => norm.at(value))),
      },
    }),
    draw: (
      at,
      { label, colour },
    ) => html`<svg class="path" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="The field along the path of ${label}">
<g class="axis">${x.ticks.map(({ at, says }) => html`<text x="${x.at(at).toFixed(1)}" y="${BOTTOM + 36}" text-anchor="middle">${says}</text>`)}
${cosine.ticks.map(({ at, says }) => html`<text x="${LEFT - 12}" y="${(cosine.at(at) + 9).toFixed(1)}" text-anchor="end">${says}</text>`)}
${norm.ticks.map(({ at, says }) => html`<text x="${RIGHT + 12}" y="${(norm.at(at) + 9).toFixed(1)}">${says}</text>`)}
<path class="faint" d="M${LEFT} ${cosine.at(0).toFixed(1)}H${RIGHT}M${x.at(0).toFixed(1)} ${TOP}V${BOTTOM}M${x.at(1).toFixed(1)} ${TOP}V${BOTTOM}"/><path d="M${LEFT} ${BOTTOM}H${RIGHT}"/>
<text class="name" x="${RIGHT}" y="${BOTTOM + 76}" text-anchor="end">place on the path: 0 the start, 1 here</text></g>
<path class="norm" d="${at ? line(at.x, at.lines.norm) : ''}"/>
<path class="cosine" stroke="${colour}" d="${at ? line(at.x, at.lines.cosine) : ''}"/></svg>`,
  };
}
