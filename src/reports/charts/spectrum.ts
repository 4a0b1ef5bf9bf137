/** The eigenvalues of a game's Jacobian in the complex plane, with the stable half shaded. */
import { maximum } from '../../core/math/long-lists.js';
import { type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import { packCoordinates } from './packed-coordinates.js';
import { domainOf, linearScale } from './scale.js';
import { dotsPath } from './svg-paths.js';

const SIDE = 1000;
const [LEFT, TOP] = [124, 14];
const [RIGHT, BOTTOM] = [SIDE - 14, SIDE - 122];

export interface SpectrumFrame {
  readonly dots: string;
}

export interface SpectrumChart {
  /** Of rows of real and imaginary part. */
  frame(eigenvalues: ArrayLike<number>): SpectrumFrame;
  draw(at: SpectrumFrame | null, setting: ReportSetting): Html;
}

/** One chart for all that are compared, on one scale; each of `all` is rows of real and imaginary part. */
export function spectrumChart(all: readonly ArrayLike<number>[]): SpectrumChart {
  const [real, imaginary] = [0, 1].map((part) =>
    all.flatMap((values) => Array.from(values).filter((value, i) => i % 2 === part && Number.isFinite(value))),
  );
  const reach = Math.max(maximum(imaginary.map(Math.abs)), 0);
  const [low, high] = domainOf([...real, 0], 0.08);
  // One scale for both axes: the angle of an eigenvalue shows how much of it is rotation.
  const half = 1.08 * Math.max(reach, (high - low) / 2);
  const middle = (low + high) / 2;
  const x = linearScale({ domain: [middle - half, middle + half], range: [LEFT, RIGHT] }, 4);
  const y = linearScale({ domain: [-half, half], range: [BOTTOM, TOP] }, 4);
  const axis = x.at(0).toFixed(1);
  return {
    frame: (values) => ({
      dots: packCoordinates(Array.from(values, (value, i) => (i % 2 ? y : x).at(value))),
    }),
    draw: (
      at,
      { label, colour },
    ) => html`<svg class="plane" viewBox="0 0 ${SIDE} ${SIDE}" role="img" aria-label="Eigenvalues of ${label} in the complex plane">
<rect class="stable" x="${LEFT}" y="${TOP}" width="${(x.at(0) - LEFT).toFixed(1)}" height="${BOTTOM - TOP}"/>
<g class="axis">${x.ticks.map(({ at, label }) => html`<text x="${x.at(at).toFixed(1)}" y="${BOTTOM + 48}" text-anchor="middle">${label}</text>`)}
${y.ticks.map(({ at, label }) => html`<text x="${LEFT - 12}" y="${(y.at(at) + 14).toFixed(1)}" text-anchor="end">${label}</text>`)}
<path class="faint" d="M${LEFT} ${y.at(0).toFixed(1)}H${RIGHT}"/><path d="M${axis} ${TOP}V${BOTTOM}"/>
<text class="name" x="${RIGHT}" y="${BOTTOM + 102}" text-anchor="end">real part</text><text class="name" x="${TOP + 26}" y="${TOP + 4}" text-anchor="end" transform="rotate(-90 ${TOP + 26} ${TOP + 4})">imaginary part</text>
<text class="name" x="${LEFT + 14}" y="${BOTTOM - 14}">stable</text></g>
<rect class="edge" x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${BOTTOM - TOP}"/>
<path class="dots" stroke="${colour}" d="${at ? dotsPath(at.dots) : ''}"/></svg>`,
  };
}
