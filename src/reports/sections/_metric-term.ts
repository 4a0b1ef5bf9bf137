/** A metric's name with its description: as a tooltip by pointer and by keyboard focus, and as a link to the section Methods. */

import type { MetricColumn } from '../page/extras.js';
import { type Html, html } from '../page/html.js';

export function metricTerm({ name, metric }: MetricColumn): Html {
  return html`<a class="term" href="#${metricAnchor(name)}" data-description="${metric.description}">${name}</a>`;
}

/** Of the values below plots: what they are, each named with its definition. */
export function captionMetrics(
  { columns }: { readonly columns: readonly MetricColumn[] },
  names: readonly string[],
): Html {
  const shown = names.flatMap((name) => columns.find(({ metric }) => metric.name === name) ?? []);
  return html`${shown.map(
    (column, i) =>
      html`${i === 0 ? 'Below each plot, measured on all samples: ' : '; '}${metricTerm(column)} (${column.metric.description.replace(/\.$/, '')})`,
  )}${shown.length > 0 ? '.' : null}`;
}

export function metricAnchor(name: string): string {
  return `metric-${name.replace(/[^a-z0-9]+/gi, '-')}`;
}

/** The unit; empty for pure numbers. */
export function unitOf({ metric }: MetricColumn): string {
  return metric.unit === '1' ? '' : metric.unit;
}
