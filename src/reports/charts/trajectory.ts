/** One panel of a game's plane: where both players would go from anywhere, where the game rests, and the way of a run. */

import type { KnownGame } from '../page/extras.js';
import { type Html, html } from '../page/html.js';
import type { Trajectory } from '../page/run-arrays.js';
import { pack } from './fixed-point.js';
import { dots, line, strokes } from './paths.js';
import { linear, type Scale } from './scale.js';

const SIDE = 1000;
const [LEFT, TOP] = [124, 14];
const [RIGHT, BOTTOM] = [SIDE - 14, SIDE - 122];
const ARROWS = 15; // a side
const LONGEST = 0.85; // of the arrows' distance
const BENT = 0.4; // the field's strength to this power is the arrow's length: weak ones stay visible
const FARTHEST = 3; // starting distances from the rest: a run that goes farther leaves the picture

/** The way up to a step, packed, and where the run is then. */
export interface WayFrame {
  readonly x: string;
  readonly lines: { readonly trail: string };
  readonly dots: string;
}

export interface WayPicture {
  frame(upTo: number): WayFrame;
  draw(at: WayFrame | null, as: { readonly label: string; readonly colour: string }): Html;
}

/** `ways` share the picture; the first decides its size. */
export async function pictureOf(way: Trajectory, known: KnownGame | null): Promise<WayPicture> {
  const { generator, discriminator } = way;
  const centre = known?.equilibrium ?? [generator[0], discriminator[0]];
  const away = (i: number) => Math.max(Math.abs(generator[i] - centre[0]), Math.abs(discriminator[i] - centre[1]));
  const start = away(0);
  const reach = generator.reduce((most, _, i) => Math.max(most, away(i)), 0);
  const half = 1.12 * (start > 0 ? Math.min(reach, FARTHEST * start) : reach || 1);
  const x = linear({ domain: [centre[0] - half, centre[0] + half], range: [LEFT, RIGHT] }, 4);
  const y = linear({ domain: [centre[1] - half, centre[1] + half], range: [BOTTOM, TOP] }, 4);
  const inside = (i: number) => away(i) <= half;
  const places = (scale: Scale, of: Float64Array, upTo: number) =>
    pack(Array.from(of.subarray(0, upTo + 1), (value, i) => (inside(i) ? scale.at(value) : Number.NaN)));
  const arrows = known?.field ? await arrowsOf(known.field, { x, y }) : null;
  return {
    frame: (upTo) => ({
      x: places(x, generator, upTo),
      lines: { trail: places(y, discriminator, upTo) },
      dots: pack(inside(upTo) ? [x.at(generator[upTo]), y.at(discriminator[upTo])] : [Number.NaN, Number.NaN]),
    }),
    draw: (
      at,
      { label, colour },
    ) => html`<svg class="plane" viewBox="0 0 ${SIDE} ${SIDE}" role="img" aria-label="The way of ${label} in the plane of both players">
<g class="axis">${x.ticks.map(({ at, says }) => html`<text x="${x.at(at).toFixed(1)}" y="${BOTTOM + 48}" text-anchor="middle">${says}</text>`)}
${y.ticks.map(({ at, says }) => html`<text x="${LEFT - 12}" y="${(y.at(at) + 14).toFixed(1)}" text-anchor="end">${says}</text>`)}
<text class="name" x="${RIGHT}" y="${BOTTOM + 102}" text-anchor="end">generator</text><text class="name" x="${TOP + 26}" y="${TOP + 4}" text-anchor="end" transform="rotate(-90 ${TOP + 26} ${TOP + 4})">discriminator</text></g>
<rect class="edge" x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${BOTTOM - TOP}"/>
${arrows === null ? null : html`<path class="field" d="${strokes(arrows, 9)}"/>`}
<path class="trail" stroke="${colour}" d="${at ? line(at.x, at.lines.trail) : ''}"/>
${known?.equilibrium ? html`<path class="rest" d="M${x.at(centre[0]) - 15} ${y.at(centre[1])}h30m-15 -15v30"/>` : null}
<path class="dots" stroke="${colour}" d="${at ? dots(at.dots) : ''}"/></svg>`,
  };
}

async function arrowsOf(field: NonNullable<KnownGame['field']>, { x, y }: { x: Scale; y: Scale }): Promise<string> {
  const across = (scale: Scale, i: number) =>
    scale.domain[0] + ((i + 0.5) / ARROWS) * (scale.domain[1] - scale.domain[0]);
  const points = Array.from({ length: ARROWS * ARROWS }, (_, i) =>
    Float64Array.of(across(x, i % ARROWS), across(y, Math.floor(i / ARROWS))),
  );
  const v = await field(points);
  const strength = v.map(([g, d]) => Math.hypot(g, d));
  const strongest = Math.max(...strength.filter(Number.isFinite));
  const unit = (LONGEST * (RIGHT - LEFT)) / ARROWS;
  return pack(
    v.flatMap(([g, d], i) => {
      if (!(strength[i] > 0) || !Number.isFinite(strength[i])) return [];
      const half = (unit * (strength[i] / strongest) ** BENT) / 2;
      const [dx, dy] = [(half * g) / strength[i], (-half * d) / strength[i]];
      const [cx, cy] = [x.at(points[i][0]), y.at(points[i][1])];
      return [cx - dx, cy - dy, cx + dx, cy + dy];
    }),
  );
}
