/** One panel of samples over a 2-D target: the frame, p's outlines or else its rows, its modes, and where points come to lie. */

import type { Distribution } from '../../core/gan/targets/_target.js';
import { stream } from '../../core/math/random/random.js';
import { Html, html } from '../page/html.js';
import { type Box, contours } from './contours.js';
import { pack } from './fixed-point.js';
import { dots } from './paths.js';

/** A panel is a square of so many units, the same scale in x and y. */
export const SIDE = 1000;
export const MOST_ROWS = 500; // of a file; as many as of G's samples
const MARGIN = 0.14; // of the target's width: a generator that overshoots a little stays in view

export interface Frame {
  readonly box: Box;
  /** Places in the panel of rows of two coordinates, packed. */
  place(samples: ArrayLike<number>, most: number): string;
  readonly background: Html;
}

export function frameOf(target: Distribution): Frame {
  const box = boxOf(target);
  const unit = SIDE / (box.x[1] - box.x[0]);
  const x = (value: number) => (value - box.x[0]) * unit;
  const y = (value: number) => (box.y[1] - value) * unit;
  const place = (samples: ArrayLike<number>, most: number) => {
    const count = Math.min(most, samples.length / 2);
    return pack(Array.from({ length: 2 * count }, (_, i) => (i % 2 ? y(samples[i]) : x(samples[i]))));
  };
  return {
    box,
    place,
    background: html`${densityOf(target, box, { x, y })}${rowsOf(target, place)}${modesOf(target, { x, y, unit })}`,
  };
}

function boxOf({ bounds: [x, y] }: Distribution): Box {
  const half = ((1 + 2 * MARGIN) / 2) * Math.max(x.high - x.low, y.high - y.low);
  const around = ({ low, high }: { low: number; high: number }): [number, number] => [
    (low + high) / 2 - half,
    (low + high) / 2 + half,
  ];
  return { x: around(x), y: around(y) };
}

interface Places {
  x(value: number): number;
  y(value: number): number;
}

/** Three regions, each the smallest that holds its share of p. */
const MASSES = [0.99, 0.9, 0.5];

function densityOf(target: Distribution, box: Box, { x, y }: Places): Html | null {
  if (!target.logDensity) return null;
  return html`<g class="density">${contours(target, box, MASSES).map(({ outlines }) => {
    const path = outlines.map((outline) => `M${outline.map(([a, b]) => `${short(x(a))} ${short(y(b))}`).join('L')}Z`);
    return new Html(`<path d="${path.join('')}"/>`);
  })}</g>`;
}

/** Files are often sorted: the rows are drawn by lot, the same ones every time. */
function rowsOf({ rows, sample }: Distribution, place: Frame['place']): Html | null {
  if (!rows) return null;
  const some = new Float64Array(Math.min(rows.length, 2 * MOST_ROWS));
  sample(some, stream({ seed: 0, purpose: 'report/rows', step: 0 }));
  return html`<path class="rows" d="${dots(place(some, MOST_ROWS))}"/>`;
}

function modesOf({ modes = [] }: Distribution, { x, y, unit }: Places & { unit: number }): Html {
  // A ring of three standard deviations, where a sample counts as high quality, but never too small to see.
  const rings = modes.map(({ mean, std }) => {
    const [rx, ry] = std.map((value) => Math.max(16, 3 * value * unit));
    return html`<ellipse cx="${short(x(mean[0]))}" cy="${short(y(mean[1]))}" rx="${short(rx)}" ry="${short(ry)}"/>`;
  });
  return html`<g class="modes">${rings}</g>`;
}

function short(value: number): string {
  return value.toFixed(1);
}
