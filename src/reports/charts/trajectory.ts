/** A run in the plane of both players' parameters, with the vector field and the equilibrium. */

import { maximum } from '../../core/math/long-lists.js';
import { power } from '../../core/math/special/power.js';
import type { KnownGame } from '../page/extras.js';
import { type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import type { Trajectory } from '../page/run-arrays.js';
import { packCoordinates } from './packed-coordinates.js';
import { linearScale, type Scale } from './scale.js';
import { dotsPath, linePath, segmentsPath } from './svg-paths.js';

const SIDE = 1000;
const [LEFT, TOP] = [124, 14];
const [RIGHT, BOTTOM] = [SIDE - 14, SIDE - 122];
const ARROWS_PER_SIDE = 15;
const MAX_ARROW_LENGTH = 0.85; // of the distance between arrows
const ARROW_EXPONENT = 0.4; // an arrow's length is the field's norm to this power, which keeps weak ones visible
const MAX_REACH = 3; // initial distances from the equilibrium: a run that goes farther leaves the frame

/** The trajectory up to a step, packed, and its last point. */
export interface TrajectoryFrame {
  readonly x: string;
  readonly lines: { readonly trail: string };
  readonly dots: string;
}

export interface TrajectoryChart {
  /** Of one run, up to the step at the given index. */
  frame(run: Trajectory, upTo: number): TrajectoryFrame;
  draw(at: TrajectoryFrame | null, setting: ReportSetting): Html;
}

/** One chart for all runs of a setting; the first run decides its scale. */
export async function trajectoryChart(first: Trajectory, game: KnownGame | null): Promise<TrajectoryChart> {
  const centre = game?.equilibrium ?? [first.generator[0], first.discriminator[0]];
  const distance = ({ generator, discriminator }: Trajectory, i: number) =>
    Math.max(Math.abs(generator[i] - centre[0]), Math.abs(discriminator[i] - centre[1]));
  const start = distance(first, 0);
  const reach = first.generator.reduce((most, _, i) => Math.max(most, distance(first, i)), 0);
  const half = 1.12 * (start > 0 ? Math.min(reach, MAX_REACH * start) : reach || 1);
  const x = linearScale({ domain: [centre[0] - half, centre[0] + half], range: [LEFT, RIGHT] }, 4);
  const y = linearScale({ domain: [centre[1] - half, centre[1] + half], range: [BOTTOM, TOP] }, 4);
  const arrows = game?.field ? await fieldArrows(game.field, { x, y }) : null;
  return {
    frame(run, upTo) {
      const isInside = (i: number) => distance(run, i) <= half;
      const coordinates = (scale: Scale, of: Float64Array) =>
        Array.from(of.subarray(0, upTo + 1), (value, i) => (isInside(i) ? scale.at(value) : Number.NaN));
      const [xs, ys] = [coordinates(x, run.generator), coordinates(y, run.discriminator)];
      return {
        x: packCoordinates(xs),
        lines: { trail: packCoordinates(ys) },
        dots: packCoordinates([xs[upTo], ys[upTo]]),
      };
    },
    draw: (
      at,
      { label, colour },
    ) => html`<svg class="plane" viewBox="0 0 ${SIDE} ${SIDE}" role="img" aria-label="Trajectory of ${label} in the plane of both parameters">
<g class="axis">${x.ticks.map(({ at, label }) => html`<text x="${x.at(at).toFixed(1)}" y="${BOTTOM + 48}" text-anchor="middle">${label}</text>`)}
${y.ticks.map(({ at, label }) => html`<text x="${LEFT - 12}" y="${(y.at(at) + 14).toFixed(1)}" text-anchor="end">${label}</text>`)}
<text class="name" x="${RIGHT}" y="${BOTTOM + 102}" text-anchor="end">generator</text><text class="name" x="${TOP + 26}" y="${TOP + 4}" text-anchor="end" transform="rotate(-90 ${TOP + 26} ${TOP + 4})">discriminator</text></g>
<rect class="edge" x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${BOTTOM - TOP}"/>
${arrows === null ? null : html`<path class="field" d="${segmentsPath(arrows, 9)}"/>`}
<path class="trail" stroke="${colour}" d="${at ? linePath(at.x, at.lines.trail) : ''}"/>
${game?.equilibrium ? html`<path class="equilibrium" d="M${x.at(centre[0]) - 15} ${y.at(centre[1])}h30m-15 -15v30"/>` : null}
<path class="dots" stroke="${colour}" d="${at ? dotsPath(at.dots) : ''}"/></svg>`,
  };
}

async function fieldArrows(field: NonNullable<KnownGame['field']>, { x, y }: { x: Scale; y: Scale }): Promise<string> {
  const across = (scale: Scale, i: number) =>
    scale.domain[0] + ((i + 0.5) / ARROWS_PER_SIDE) * (scale.domain[1] - scale.domain[0]);
  const points = Array.from({ length: ARROWS_PER_SIDE * ARROWS_PER_SIDE }, (_, i) =>
    Float64Array.of(across(x, i % ARROWS_PER_SIDE), across(y, Math.floor(i / ARROWS_PER_SIDE))),
  );
  const v = await field(points);
  const strength = v.map(([g, d]) => Math.hypot(g, d));
  const strongest = maximum(strength.filter(Number.isFinite));
  const unit = (MAX_ARROW_LENGTH * (RIGHT - LEFT)) / ARROWS_PER_SIDE;
  return packCoordinates(
    v.flatMap(([g, d], i) => {
      if (!(strength[i] > 0) || !Number.isFinite(strength[i])) return [];
      const half = (unit * power(strength[i] / strongest, ARROW_EXPONENT)) / 2;
      const [dx, dy] = [(half * g) / strength[i], (-half * d) / strength[i]];
      const [cx, cy] = [x.at(points[i][0]), y.at(points[i][1])];
      return [cx - dx, cy - dy, cx + dx, cy + dy];
    }),
  );
}
