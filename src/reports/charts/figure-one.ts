/**
 * Figure 1 of arXiv:1406.2661 at one step of one run: p, q, D and D* over x, and below them arrows from z to G(z).
 */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { digits } from '../../core/text/typeset-numbers.js';
import { type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import type { FigureOneArrays } from '../page/run-arrays.js';
import { packCoordinates } from './packed-coordinates.js';
import { linearScale, type Scale } from './scale.js';
import { linePath, segmentsPath } from './svg-paths.js';
import { thinCurve } from './thinning.js';

const WIDTH = 1000;
const HEIGHT = 640;
const LEFT = 74;
const RIGHT = 944;
const TOP = 56;
const X_AXIS = 430;
const Z_AXIS = 580;
const ARROW_HEAD = 10;
const OVERSHOOT = 12; // units by which a line leaves the frame before it is clipped

// D and D* have the right axis; the margin above 1 keeps a saturated D visible.
const probability = linearScale({ domain: [0, 1.04], range: [X_AXIS, TOP] });

/** One frame for all steps of all runs of a target, so that they are comparable. */
export interface FigureOneFrame {
  readonly x: Scale;
  readonly density: Scale;
  /** Null where z has more than one dimension: then there are no arrows. */
  readonly z: Scale | null;
}

/** One step, packed. The lines share x. */
export interface FigureOneStep {
  readonly x: string;
  readonly lines: { readonly p: string; readonly q: string; readonly optimal: string; readonly d: string };
  readonly segments: { readonly arrows: string; readonly stems: string };
}

export function figureOneFrame(target: Distribution, runs: readonly FigureOneArrays[]): FigureOneFrame {
  const { low, high } = target.bounds[0];
  const steps = runs.flatMap((run) => run.steps.map((_, t) => run.at(t)));
  const peak = highest(steps.map(({ p }) => p)) || 1;
  // A collapsing q grows without bound: beyond twice the data's peak its height is not informative.
  const top = 1.08 * Math.min(2.2 * peak, Math.max(peak, highest(steps.map(({ q }) => q))));
  const zs = steps.flatMap(({ arrows }) => [...Array.from(arrows.z)]).filter(Number.isFinite);
  const [least, most] = extremes(zs);
  return {
    x: linearScale({ domain: [low, high], range: [LEFT, RIGHT] }, 7),
    density: linearScale({ domain: [0, top], range: [X_AXIS, TOP] }, 3),
    z: least < most ? linearScale({ domain: [least, most], range: [LEFT, RIGHT] }) : null,
  };
}

export function figureOneStep(frame: FigureOneFrame, at: ReturnType<FigureOneArrays['at']>): FigureOneStep {
  const { x, p, q, d, optimal, arrows, atoms } = at;
  const kept = [...new Set([...thinCurve(p, 130), ...thinCurve(q, 200), ...thinCurve(d, 170)])].sort((a, b) => a - b);

  const inside = (value: number) => value >= frame.x.domain[0] && value <= frame.x.domain[1];
  const packLine = (scale: Scale, values: ArrayLike<number>) =>
    packCoordinates(kept.map((i) => (inside(x[i]) ? Math.max(TOP - OVERSHOOT, scale.at(values[i])) : NaN)));
  const { z } = frame;
  const segments = Array.from({ length: arrows.z.length }, (_, i) =>
    z && inside(arrows.x[i]) ? [z.at(arrows.z[i]), Z_AXIS, frame.x.at(arrows.x[i]), X_AXIS + 14] : [],
  );
  const stems = atoms.filter((atom) => inside(atom.x));
  return {
    x: packCoordinates(kept.map((i) => (inside(x[i]) ? frame.x.at(x[i]) : NaN))),
    lines: {
      p: packLine(frame.density, p),
      q: packLine(frame.density, q),
      optimal: packLine(probability, optimal),
      d: packLine(probability, d),
    },
    segments: {
      arrows: packCoordinates(segments.flat()),
      stems: packCoordinates(
        stems.flatMap((atom) => [frame.x.at(atom.x), X_AXIS, frame.x.at(atom.x), probability.at(atom.mass)]),
      ),
    },
  };
}

export function drawFigureOne(
  frame: FigureOneFrame,
  step: FigureOneStep | null,
  { key, label, colour }: ReportSetting,
): Html {
  const { x, density, z } = frame;
  const tick = (at: number, text: string, y: number) =>
    html`<text x="${at.toFixed(1)}" y="${y}" text-anchor="middle">${text}</text>`;
  const lines = ['p', 'q', 'optimal', 'd'] as const;
  return html`<svg class="figure-one" viewBox="0 0 ${WIDTH} ${z ? HEIGHT : X_AXIS + 60}" role="img" aria-label="${label}: p, q, D and D* over x, and the map from z to G(z)">
<defs><clipPath id="clip-${key}"><rect x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${X_AXIS - TOP}"/></clipPath></defs>
<g class="axis"><path class="faint" d="M${LEFT} ${probability.at(0.5).toFixed(1)}H${RIGHT}"/><path d="M${LEFT} ${X_AXIS}H${RIGHT}${z ? `M${LEFT} ${Z_AXIS}H${RIGHT}` : ''}"/>
${density.ticks.map(({ at, label }) => html`<text x="${LEFT - 12}" y="${(density.at(at) + 9).toFixed(1)}" text-anchor="end">${label}</text>`)}
${[
  [0, '0'],
  [0.5, '½'],
  [1, '1'],
].map(
  ([at, label]) => html`<text x="${RIGHT + 12}" y="${(probability.at(Number(at)) + 9).toFixed(1)}">${label}</text>`,
)}
${(z?.ticks ?? []).map(({ at, label }) => tick(z!.at(at), label, Z_AXIS + 32))}
${x.ticks.map(({ at }) => html`<path d="M${x.at(at).toFixed(1)} ${X_AXIS}v9"/>`)}
<text class="name" x="${RIGHT + 12}" y="${X_AXIS + 34}">x</text>${z ? html`<text class="name" x="${RIGHT + 12}" y="${Z_AXIS + 8}">z</text>` : null}
<text class="name" x="0" y="26">density</text><text class="name" x="${WIDTH}" y="26" text-anchor="end">D</text></g>
<g clip-path="url(#clip-${key})">${lines.map((name) => html`<path class="${name}" d="${step ? linePath(step.x, step.lines[name]) : ''}" ${name === 'q' ? html`stroke="${colour}"` : null}/>`)}
<path class="stems" stroke="${colour}" d="${step ? segmentsPath(step.segments.stems) : ''}"/></g>
<path class="arrows" stroke="${colour}" d="${step ? segmentsPath(step.segments.arrows, ARROW_HEAD) : ''}"/>
<g class="halo">${x.ticks.map(({ at, label }) => tick(x.at(at), label, X_AXIS + 38))}</g></svg>`;
}

function highest(rows: readonly ArrayLike<number>[]): number {
  let top = 0;
  for (const row of rows) for (let i = 0; i < row.length; i++) if (Number.isFinite(row[i])) top = Math.max(top, row[i]);
  return top;
}

function extremes(values: readonly number[]): number[] {
  return values.reduce((ends, value) => [Math.min(ends[0], value), Math.max(ends[1], value)], [Infinity, -Infinity]);
}

/** `1 atom of mass 0.35`: a point mass of q, where G is constant. */
export function atomsText(atoms: readonly { readonly mass: number }[]): string {
  if (atoms.length === 0) return '';
  const mass = digits(atoms.reduce((sum, atom) => sum + atom.mass, 0));
  return atoms.length === 1 ? `1 atom of mass ${mass}` : `${atoms.length} atoms of total mass ${mass}`;
}
