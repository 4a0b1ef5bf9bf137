/** A metric's curves as a still SVG: for print, for readers without scripts, and until the page's script draws its own. */

import { type Html, html } from '../page/html.js';
import type { Band, Curve, Plot } from './curves.js';
import { linear, logarithmic, type Scale } from './scale.js';

const WIDTH = 520;
const HEIGHT = 300;
const LEFT = 58;
const RIGHT = 508;
const TOP = 16;
const BOTTOM = 264;

export function still(plot: Plot, label: string): Html {
  const x = linear({ domain: plot.steps, range: [LEFT, RIGHT] });
  const y = (plot.logarithmic ? logarithmic : linear)({ domain: plot.domain, range: [BOTTOM, TOP] });
  return html`<svg class="still" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}"><g class="axis">
${y.ticks.map(({ at, says }) => html`<path class="faint" d="M${LEFT} ${n(y.at(at))}H${RIGHT}"/><text x="${LEFT - 8}" y="${n(y.at(at) + 4)}" text-anchor="end">${says}</text>`)}
${x.ticks.map(({ at, says }) => html`<text x="${n(x.at(at))}" y="${BOTTOM + 20}" text-anchor="middle">${says}</text>`)}
<text class="name" x="${RIGHT}" y="${BOTTOM + 35}" text-anchor="end">step</text></g>
${plot.bands.map((band) => bandOf(band, plot, y))}
${plot.curves.map((curve) => lineOf(curve, { x, y }))}
${plot.lines.map(({ at, label, below }) => html`<g class="theory"><path d="M${LEFT} ${n(y.at(at))}H${RIGHT}"/><text x="${RIGHT}" y="${n(y.at(at) + (below ? 13 : -5))}" text-anchor="end">${label}</text></g>`)}</svg>`;
}

/** A band is at least a pixel high, and ends where the frame does. */
function bandOf({ low, high, says }: Band, { domain }: Plot, y: Scale): Html {
  const [top, bottom] = [y.at(Math.min(high, domain[1])), y.at(Math.max(low, domain[0]))];
  return html`<rect class="null" x="${LEFT}" y="${n(top)}" width="${RIGHT - LEFT}" height="${n(Math.max(1, bottom - top))}"><title>${says}</title></rect>`;
}

function lineOf({ arm, run, steps, values, infinite }: Curve, { x, y }: { x: Scale; y: Scale }): Html {
  let [path, pen] = ['', 'M'];
  values.forEach((value, i) => {
    if (!Number.isNaN(value)) path += `${pen}${n(x.at(steps[i]))} ${n(y.at(value))}`;
    pen = Number.isNaN(value) ? 'M' : 'L';
  });
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  const cross =
    run.outcome === 'diverged' && last >= 0
      ? html`<path class="cross" stroke="${arm.colour}" d="M${n(x.at(steps[last]) - 4)} ${n(y.at(values[last]) - 4)}l8 8m0-8l-8 8"/>`
      : null;
  const marks = infinite.map(
    ({ step, value }) =>
      html`<text class="infinite" fill="${arm.colour}" x="${n(x.at(step))}" y="${value > 0 ? TOP - 2 : BOTTOM - 2}" text-anchor="middle">∞</text>`,
  );
  return html`<g data-arm="${arm.key}"><path class="curve" stroke="${arm.colour}" stroke-dasharray="${arm.dash}" d="${path}"/>${cross}${marks}</g>`;
}

/** A tenth of a unit is finer than a screen. */
function n(place: number): string {
  return place.toFixed(1).replace(/\.0$/, '');
}
