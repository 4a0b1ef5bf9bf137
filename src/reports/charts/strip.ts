/** Shares over time as a strip: a row a part, a column a measured step, darker where the share is larger. */

import { digits } from '../../core/text/typeset-numbers.js';
import { type Html, html } from '../page/html.js';
import type { VectorOverTime } from '../page/run-arrays.js';
import { spread } from './thin.js';

const WIDTH = 520;
const LEFT = 34;
const HIGHEST = 18; // a row
const LEAST_HEIGHT = 3;
const MOST_HEIGHT = 160;
const LEVELS = 8; // shades, from none to twice what is expected
const MOST_STEPS = 100;

/** `expected`: the share at which a part is half shaded. */
export function strip(
  over: VectorOverTime,
  expected: readonly number[],
  look: { colour: string; label: string },
): Html {
  const parts = expected.length;
  const side = Math.max(LEAST_HEIGHT, Math.min(HIGHEST, MOST_HEIGHT / parts));
  const kept = spread(over.steps.length, MOST_STEPS);
  const wide = (WIDTH - LEFT) / kept.length;
  const cells = Array.from({ length: LEVELS + 1 }, () => '');
  let unread = '';
  kept.forEach((t, column) => {
    const shares = over.at(t);
    const x = n(LEFT + column * wide);
    if (Number.isNaN(shares[0])) unread += `M${x} 0h${n(wide)}v${n(parts * side)}h${n(-wide)}z`;
    else
      for (let k = 0; k < parts; k++) {
        const level = Math.min(LEVELS, Math.ceil(((LEVELS / 2) * shares[k]) / expected[k] - 1e-9));
        if (level > 0) cells[level] += `M${x} ${n(k * side)}h${n(wide)}v${n(side)}h${n(-wide)}z`;
      }
  });
  const height = parts * side;
  return html`<svg class="strip" viewBox="0 0 ${WIDTH} ${n(height + 18)}" role="img" aria-label="${look.label}">
<rect class="ground" x="${LEFT}" width="${WIDTH - LEFT}" height="${n(height)}"/>
${cells.map((d, level) => (d ? html`<path fill="${look.colour}" fill-opacity="${digits(level / LEVELS)}" d="${d}"/>` : null))}
${unread ? html`<path class="unread" d="${unread}"/>` : null}
<text x="${LEFT - 5}" y="${n(Math.min(side, 12))}" text-anchor="end">1</text><text x="${LEFT - 5}" y="${n(height)}" text-anchor="end">${parts}</text>
<text x="${LEFT}" y="${n(height + 15)}">step ${digits(over.steps[0])}</text><text x="${WIDTH}" y="${n(height + 15)}" text-anchor="end">${digits(over.steps.at(-1)!)}</text></svg>`;
}

/** A tenth of a unit is finer than a screen. */
function n(place: number): string {
  return place.toFixed(1).replace(/\.0$/, '');
}
