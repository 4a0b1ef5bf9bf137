/**
 * Figure 1 of arXiv:1406.2661, at one step of one run: p, q, D and D* over x on one axis, and below it the arrows by which
 * G takes z to x.
 */
import type { Distribution } from '../../core/gan/targets/_target.js';
import { digits } from '../../core/text/typeset-numbers.js';
import { type Html, html } from '../page/html.js';
import type { CurveArrays } from '../page/run-arrays.js';
import { pack } from './fixed-point.js';
import { line, strokes } from './paths.js';
import { linear, type Scale } from './scale.js';
import { thin } from './thin.js';

const WIDTH = 1000;
const HEIGHT = 640;
const LEFT = 74;
const RIGHT = 944;
const TOP = 56;
const X_AXIS = 430;
const Z_AXIS = 580;
export const ARROW_HEAD = 10;
const ABOVE = 12; // a line that leaves the frame is drawn so far beyond it, and cut

/** D and D* are read on the right; a little room above 1 keeps a saturated D in sight. */
const probability = linear({ domain: [0, 1.04], range: [X_AXIS, TOP] });

/** A frame for all steps of all runs of a target, so that they can be compared by eye. */
export interface FigureFrame {
  readonly x: Scale;
  readonly density: Scale;
  /** Null where z has more than one dimension: then there are no arrows. */
  readonly z: Scale | null;
}

/** One step, packed. Lines share x; arrows and stems are strokes. */
export interface FigureStep {
  readonly x: string;
  readonly lines: { readonly p: string; readonly q: string; readonly best: string; readonly d: string };
  readonly strokes: { readonly arrows: string; readonly stems: string };
}

export function frameOf(target: Distribution, runs: readonly CurveArrays[]): FigureFrame {
  const { low, high } = target.bounds[0];
  const steps = runs.flatMap((run) => run.steps.map((_, t) => run.at(t)));
  const peak = highest(steps.map(({ p }) => p)) || 1;
  // A collapsing q grows without bound: past twice the data's peak its height says no more than that.
  const top = 1.08 * Math.min(2.2 * peak, Math.max(peak, highest(steps.map(({ q }) => q))));
  const zs = steps.flatMap(({ arrows }) => [...Array.from(arrows.z)]).filter(Number.isFinite);
  const [least, most] = extremes(zs);
  return {
    x: linear({ domain: [low, high], range: [LEFT, RIGHT] }, 7),
    density: linear({ domain: [0, top], range: [X_AXIS, TOP] }, 3),
    z: least < most ? linear({ domain: [least, most], range: [LEFT, RIGHT] }) : null,
  };
}

export function stepOf(frame: FigureFrame, at: ReturnType<CurveArrays['at']>): FigureStep {
  const { x, p, q, d, best, arrows, atoms } = at;
  const kept = [...new Set([...thin(p, 130), ...thin(q, 200), ...thin(d, 170)])].sort((a, b) => a - b);

  const inside = (value: number) => value >= frame.x.domain[0] && value <= frame.x.domain[1];
  const place = (scale: Scale, values: ArrayLike<number>) =>
    pack(kept.map((i) => (inside(x[i]) ? Math.max(TOP - ABOVE, scale.at(values[i])) : NaN)));
  const { z } = frame;
  const hops = Array.from({ length: arrows.z.length }, (_, i) =>
    z && inside(arrows.x[i]) ? [z.at(arrows.z[i]), Z_AXIS, frame.x.at(arrows.x[i]), X_AXIS + 14] : [],
  );
  const stems = atoms.filter((atom) => inside(atom.x));
  return {
    x: pack(kept.map((i) => (inside(x[i]) ? frame.x.at(x[i]) : NaN))),
    lines: {
      p: place(frame.density, p),
      q: place(frame.density, q),
      best: place(probability, best),
      d: place(probability, d),
    },
    strokes: {
      arrows: pack(hops.flat()),
      stems: pack(stems.flatMap((atom) => [frame.x.at(atom.x), X_AXIS, frame.x.at(atom.x), probability.at(atom.mass)])),
    },
  };
}

export function drawing(frame: FigureFrame, step: FigureStep | null, { key, label, colour }: DrawnAs): Html {
  const { x, density, z } = frame;
  const tick = (at: number, says: string, y: number) =>
    html`<text x="${at.toFixed(1)}" y="${y}" text-anchor="middle">${says}</text>`;
  const lines = ['p', 'q', 'best', 'd'] as const;
  return html`<svg class="figure-one" viewBox="0 0 ${WIDTH} ${z ? HEIGHT : X_AXIS + 60}" role="img" aria-label="${label}: p, q, D and the optimal D over x, and where G takes z">
<defs><clipPath id="clip-${key}"><rect x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${X_AXIS - TOP}"/></clipPath></defs>
<g class="axis"><path class="faint" d="M${LEFT} ${probability.at(0.5).toFixed(1)}H${RIGHT}"/><path d="M${LEFT} ${X_AXIS}H${RIGHT}${z ? `M${LEFT} ${Z_AXIS}H${RIGHT}` : ''}"/>
${density.ticks.map(({ at, says }) => html`<text x="${LEFT - 12}" y="${(density.at(at) + 9).toFixed(1)}" text-anchor="end">${says}</text>`)}
${[
  [0, '0'],
  [0.5, '½'],
  [1, '1'],
].map(([at, says]) => html`<text x="${RIGHT + 12}" y="${(probability.at(Number(at)) + 9).toFixed(1)}">${says}</text>`)}
${(z?.ticks ?? []).map(({ at, says }) => tick(z!.at(at), says, Z_AXIS + 32))}
${x.ticks.map(({ at }) => html`<path d="M${x.at(at).toFixed(1)} ${X_AXIS}v9"/>`)}
<text class="name" x="${RIGHT + 12}" y="${X_AXIS + 34}">x</text>${z ? html`<text class="name" x="${RIGHT + 12}" y="${Z_AXIS + 8}">z</text>` : null}
<text class="name" x="0" y="26">density</text><text class="name" x="${WIDTH}" y="26" text-anchor="end">D</text></g>
<g clip-path="url(#clip-${key})">${lines.map((name) => html`<path class="${name}" d="${step ? line(step.x, step.lines[name]) : ''}" ${name === 'q' ? html`stroke="${colour}"` : null}/>`)}
<path class="stems" stroke="${colour}" d="${step ? strokes(step.strokes.stems) : ''}"/></g>
<path class="arrows" stroke="${colour}" d="${step ? strokes(step.strokes.arrows, ARROW_HEAD) : ''}"/>
<g class="halo">${x.ticks.map(({ at, says }) => tick(x.at(at), says, X_AXIS + 38))}</g></svg>`;
}

export interface DrawnAs {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
}

function highest(rows: readonly ArrayLike<number>[]): number {
  let top = 0;
  for (const row of rows) for (let i = 0; i < row.length; i++) if (Number.isFinite(row[i])) top = Math.max(top, row[i]);
  return top;
}

function extremes(values: readonly number[]): number[] {
  return values.reduce((ends, value) => [Math.min(ends[0], value), Math.max(ends[1], value)], [Infinity, -Infinity]);
}

/** `1 atom of mass 0.35`: where G is constant, q has no density. */
export function sayAtoms(atoms: readonly { readonly mass: number }[]): string {
  const mass = digits(atoms.reduce((sum, atom) => sum + atom.mass, 0));
  return atoms.length === 0
    ? ''
    : atoms.length === 1
      ? `an atom of mass ${mass}`
      : `${atoms.length} atoms of mass ${mass}`;
}
