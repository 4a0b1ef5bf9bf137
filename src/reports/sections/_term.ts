/** A metric's name, which explains itself: by hovering, by keyboard focus, and as a link to the full explanation. */

import { type Html, html } from '../page/html.js';
import type { Column } from '../text/column.js';

export function term({ name, metric }: Column): Html {
  return html`<a class="term" href="#${anchor(name)}" data-says="${metric.description}">${name}</a>`;
}

export function anchor(name: string): string {
  return `metric-${name.replace(/[^a-z0-9]+/gi, '-')}`;
}

/** The unit where it is one that needs naming. */
export function unitOf({ metric }: Column): string {
  return metric.unit === '1' ? '' : metric.unit;
}
