/** A metric's name with its description: as a tooltip by pointer and by keyboard focus, and as a link to the section Methods. */

import type { MetricColumn } from '../page/extras.js';
import { type Html, html } from '../page/html.js';

export function metricTerm({ name, metric }: MetricColumn): Html {
  return html`<a class="term" href="#${metricAnchor(name)}" data-description="${metric.description}">${name}</a>`;
}

export function metricAnchor(name: string): string {
  return `metric-${name.replace(/[^a-z0-9]+/gi, '-')}`;
}

/** The unit; empty for pure numbers. */
export function unitOf({ metric }: MetricColumn): string {
  return metric.unit === '1' ? '' : metric.unit;
}
