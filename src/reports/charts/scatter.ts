/** A scatter plot of samples over a 2-D target: the target's contours, or its rows if it has no density, and its modes. */

import type { Distribution } from '../../core/gan/targets/_target.js';
import { stream } from '../../core/math/random/random.js';
import { Html, html } from '../page/html.js';
import { type Box, contours } from './contours.js';
import { packCoordinates } from './packed-coordinates.js';
import { formatCoordinate } from './scale.js';
import { dotsPath } from './svg-paths.js';

export const SCATTER_SIDE = 1000; // units: a square with one scale for x and y
export const MAX_ROWS_DRAWN = 500; // of a file: as many as samples of G
const MARGIN_SHARE = 0.14; // of the target's width: a generator that overshoots slightly stays in view

export interface ScatterFrame {
  /** The first `most` rows of two coordinates, packed. */
  pack(samples: ArrayLike<number>, most: number): string;
  readonly background: Html;
}

export function scatterFrame(target: Distribution): ScatterFrame {
  const box = boundsOf(target);
  const unit = SCATTER_SIDE / (box.x[1] - box.x[0]);
  const x = (value: number) => (value - box.x[0]) * unit;
  const y = (value: number) => (box.y[1] - value) * unit;
  const pack = (samples: ArrayLike<number>, most: number) => {
    const count = Math.min(most, samples.length / 2);
    return packCoordinates(Array.from({ length: 2 * count }, (_, i) => (i % 2 ? y(samples[i]) : x(samples[i]))));
  };
  return {
    pack,
    background: html`${densityHtml(target, box, { x, y })}${rowsHtml(target, pack)}${modesHtml(target, { x, y, unit })}`,
  };
}

function boundsOf({ bounds: [x, y] }: Distribution): Box {
  const half = ((1 + 2 * MARGIN_SHARE) / 2) * Math.max(x.high - x.low, y.high - y.low);
  const around = ({ low, high }: { low: number; high: number }): [number, number] => [
    (low + high) / 2 - half,
    (low + high) / 2 + half,
  ];
  return { x: around(x), y: around(y) };
}

interface PanelScale {
  x(value: number): number;
  y(value: number): number;
}

const CONTOUR_MASSES = [0.99, 0.9, 0.5]; // each region is the smallest that contains this share of p

function densityHtml(target: Distribution, box: Box, { x, y }: PanelScale): Html | null {
  if (!target.logDensity) return null;
  return html`<g class="density">${contours(target, box, CONTOUR_MASSES).map(({ outlines }) => {
    const path = outlines.map(
      (outline) => `M${outline.map(([a, b]) => `${formatCoordinate(x(a))} ${formatCoordinate(y(b))}`).join('L')}Z`,
    );
    return new Html(`<path d="${path.join('')}"/>`);
  })}</g>`;
}

/** A fixed random subset, because files are often sorted. */
function rowsHtml({ rows, sample }: Distribution, pack: ScatterFrame['pack']): Html | null {
  if (!rows) return null;
  const subset = new Float64Array(Math.min(rows.length, 2 * MAX_ROWS_DRAWN));
  sample(subset, stream({ seed: 0, purpose: 'report/rows', step: 0 }));
  return html`<path class="rows" d="${dotsPath(pack(subset, MAX_ROWS_DRAWN))}"/>`;
}

function modesHtml({ modes = [] }: Distribution, { x, y, unit }: PanelScale & { unit: number }): Html {
  // Circles of three standard deviations, within which a sample counts as high-quality, but never too small to see.
  const circles = modes.map(({ mean, std }) => {
    const [rx, ry] = std.map((value) => Math.max(16, 3 * value * unit));
    return html`<ellipse cx="${formatCoordinate(x(mean[0]))}" cy="${formatCoordinate(y(mean[1]))}" rx="${formatCoordinate(rx)}" ry="${formatCoordinate(ry)}"/>`;
  });
  return html`<g class="modes">${circles}</g>`;
}
