/** Shares over training as a strip: one row per part, one column per measured step, darker where the share is larger. */

import { digits } from '../../core/text/typeset-numbers.js';
import { type Html, html } from '../page/html.js';
import type { VectorOverTime } from '../page/run-arrays.js';
import { formatCoordinate } from './scale.js';
import { evenIndices } from './thinning.js';

const WIDTH = 520;
const LEFT = 34;
const MIN_ROW_HEIGHT = 3;
const MAX_ROW_HEIGHT = 18;
const MAX_STRIP_HEIGHT = 160; // unless the rows would be lower than the least
const SHADES = 8; // from none to twice the expected share
const MAX_STEPS_DRAWN = 100;

/** `expected`: the shares at which the parts are half shaded. */
export function shareStrip(
  shares: VectorOverTime,
  expected: readonly number[],
  { colour, label }: { readonly colour: string; readonly label: string },
): Html {
  const parts = expected.length;
  const rowHeight = Math.max(MIN_ROW_HEIGHT, Math.min(MAX_ROW_HEIGHT, MAX_STRIP_HEIGHT / parts));
  const kept = evenIndices(shares.steps.length, MAX_STEPS_DRAWN);
  const columnWidth = (WIDTH - LEFT) / kept.length;
  const cells = Array.from({ length: SHADES + 1 }, () => '');
  let missing = '';
  const box = (x: number, y: number, height: number) =>
    `M${formatCoordinate(x)} ${formatCoordinate(y)}h${formatCoordinate(columnWidth)}v${formatCoordinate(height)}h${formatCoordinate(-columnWidth)}z`;
  kept.forEach((t, column) => {
    const values = shares.at(t);
    const x = LEFT + column * columnWidth;
    if (Number.isNaN(values[0])) missing += box(x, 0, parts * rowHeight);
    else
      for (let k = 0; k < parts; k++) {
        const shade = Math.min(SHADES, Math.ceil(((SHADES / 2) * values[k]) / expected[k] - 1e-9));
        if (shade > 0) cells[shade] += box(x, k * rowHeight, rowHeight);
      }
  });
  const height = parts * rowHeight;
  return html`<svg class="strip" viewBox="0 0 ${WIDTH} ${formatCoordinate(height + 18)}" role="img" aria-label="${label}">
<rect class="background" x="${LEFT}" width="${WIDTH - LEFT}" height="${formatCoordinate(height)}"/>
${cells.map((d, shade) => (d ? html`<path fill="${colour}" fill-opacity="${digits(shade / SHADES)}" d="${d}"/>` : null))}
${missing ? html`<path class="missing" d="${missing}"/>` : null}
<text x="${LEFT - 5}" y="${formatCoordinate(Math.min(rowHeight, 12))}" text-anchor="end">1</text><text x="${LEFT - 5}" y="${formatCoordinate(height)}" text-anchor="end">${parts}</text>
<text x="${LEFT}" y="${formatCoordinate(height + 15)}">step ${digits(shares.steps[0])}</text><text x="${WIDTH}" y="${formatCoordinate(height + 15)}" text-anchor="end">${digits(shares.steps.at(-1)!)}</text></svg>`;
}
