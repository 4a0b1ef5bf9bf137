/** A metric's curves as a static SVG: for print, for readers without scripts, and until the page's script draws its own. */

import { type Html, html } from '../page/html.js';
import type { Band, Curve, MetricPlot } from './metric-plot.js';
import { formatCoordinate, linearScale, logScale, type Scale } from './scale.js';

const WIDTH = 520;
const HEIGHT = 300;
const LEFT = 58;
const RIGHT = 508;
const TOP = 16;
const BOTTOM = 264;

export function staticCurves(plot: MetricPlot, description: string): Html {
  const x = linearScale({ domain: plot.steps, range: [LEFT, RIGHT] });
  const y = (plot.logarithmic ? logScale : linearScale)({ domain: plot.domain, range: [BOTTOM, TOP] });
  return html`<svg class="still" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${description}"><g class="axis">
${y.ticks.map(({ at, label }) => html`<path class="faint" d="M${LEFT} ${formatCoordinate(y.at(at))}H${RIGHT}"/><text x="${LEFT - 8}" y="${formatCoordinate(y.at(at) + 4)}" text-anchor="end">${label}</text>`)}
${x.ticks.map(({ at, label }) => html`<text x="${formatCoordinate(x.at(at))}" y="${BOTTOM + 20}" text-anchor="middle">${label}</text>`)}
<text class="name" x="${RIGHT}" y="${BOTTOM + 35}" text-anchor="end">step</text></g>
${plot.bands.map((band) => bandHtml(band, plot, y))}
${plot.curves.map((curve) => curveHtml(curve, { x, y }))}
${plot.lines.map(({ at, label, below }) => html`<g class="theory"><path d="M${LEFT} ${formatCoordinate(y.at(at))}H${RIGHT}"/><text x="${RIGHT}" y="${formatCoordinate(y.at(at) + (below ? 13 : -5))}" text-anchor="end">${label}</text></g>`)}</svg>`;
}

/** A band is at least a pixel high, and clipped to the frame. */
function bandHtml({ low, high, label }: Band, { domain }: MetricPlot, y: Scale): Html {
  const [top, bottom] = [y.at(Math.min(high, domain[1])), y.at(Math.max(low, domain[0]))];
  return html`<rect class="null" x="${LEFT}" y="${formatCoordinate(top)}" width="${RIGHT - LEFT}" height="${formatCoordinate(Math.max(1, bottom - top))}"><title>${label}</title></rect>`;
}

function curveHtml({ setting, run, steps, values, infinite }: Curve, { x, y }: { x: Scale; y: Scale }): Html {
  let [path, pen] = ['', 'M'];
  values.forEach((value, i) => {
    if (!Number.isNaN(value)) path += `${pen}${formatCoordinate(x.at(steps[i]))} ${formatCoordinate(y.at(value))}`;
    pen = Number.isNaN(value) ? 'M' : 'L';
  });
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  const cross =
    run.outcome === 'diverged' && last >= 0
      ? html`<path class="cross" stroke="${setting.colour}" d="M${formatCoordinate(x.at(steps[last]) - 4)} ${formatCoordinate(y.at(values[last]) - 4)}l8 8m0-8l-8 8"/>`
      : null;
  const marks = infinite.map(
    ({ step, value }) =>
      html`<text class="infinite" fill="${setting.colour}" x="${formatCoordinate(x.at(step))}" y="${value > 0 ? TOP - 2 : BOTTOM - 2}" text-anchor="middle">∞</text>`,
  );
  return html`<g data-setting="${setting.key}"><path class="curve" stroke="${setting.colour}" stroke-dasharray="${setting.dash}" d="${path}"/>${cross}${marks}</g>`;
}
