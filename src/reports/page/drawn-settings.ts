/** The settings that a page draws and lists individually: all, unless they are too many for a browser and for a reader. */

import { evenIndices } from '../charts/thinning.js';
import type { MetricColumn } from './extras.js';
import { compareRanked, groupByTarget, summarizeMetric } from './metric-summary.js';
import { lineStyle, type ReportSetting } from './report-settings.js';

export const MAX_SETTINGS_DRAWN = 100;

export interface DrawnSettings {
  /** In the order of the files; of too many, from the best to the worst. */
  readonly settings: readonly ReportSetting[];
  /** The metric that ranked them; null if all are drawn, or if no metric has a better direction. */
  readonly rankedBy: MetricColumn | null;
  /** Whether there are more. */
  readonly isPartial: boolean;
}

/**
 * Of too many settings, evenly spaced ranks from the best to the worst by the first metric that has a better direction; the
 * settings of each target are ranked separately. Without such a metric, evenly spaced in the order of the files.
 */
export function drawnSettings(settings: readonly ReportSetting[], columns: readonly MetricColumn[]): DrawnSettings {
  if (settings.length <= MAX_SETTINGS_DRAWN) return { settings, rankedBy: null, isPartial: false };
  const started = settings.filter(({ runs }) => runs.length > 0);
  const rankedBy = columns.find(({ metric }) => metric.better !== 'neither') ?? null;
  const ranked = rankedBy ? groupByTarget(started).flatMap((group) => bestFirst(group, rankedBy)) : started;
  const chosen = evenIndices(ranked.length, MAX_SETTINGS_DRAWN).map((i) => ranked[i]);
  return { settings: chosen.map((setting, i) => ({ ...setting, ...lineStyle(i) })), rankedBy, isPartial: true };
}

/** By the median over seeds; settings without a value last. */
function bestFirst(settings: readonly ReportSetting[], column: MetricColumn): readonly ReportSetting[] {
  const medians = settings.map((setting) => ({ setting, median: summarizeMetric(setting, column).median }));
  const sorted = medians.sort((a, b) => {
    if (a.median === null || b.median === null) return Number(a.median === null) - Number(b.median === null);
    return compareRanked(a.median, b.median, column);
  });
  return sorted.map(({ setting }) => setting);
}
