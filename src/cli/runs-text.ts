/** The runs of one setting in a few words: outcomes, diagnoses, final values. */
import { plainInterval, plainNumber } from '../core/text/plain-numbers.js';
import { plural } from '../core/text/words.js';
import { countDiagnoses } from '../diagnosis/count-diagnoses.js';
import { type DiagnosisConfig, primaryDiagnosis } from '../diagnosis/diagnose.js';
import { finalValues } from '../records/final-values.js';
import { isPresent } from '../records/metric-value.js';
import type { RunRecord } from '../records/run-record.js';

export function outcomesText(runs: readonly RunRecord[], planned: number): string {
  const counts = (['diverged', 'error', 'interrupted'] as const).flatMap((outcome) => {
    const count = runs.filter((run) => run.outcome === outcome).length;
    return count ? [`${count} ${outcome}`] : [];
  });
  return [`${runs.filter(({ outcome }) => outcome === 'finished').length}/${planned} finished`, ...counts].join(', ');
}

/** `4 mode-collapse, 2 poor-fit`; for a single run, the diagnosis alone. */
export function diagnosesText(runs: readonly RunRecord[], config: DiagnosisConfig): string {
  const counts = countDiagnoses(runs, config).map(({ diagnosis, runs: of }) => ({
    word: diagnosis ?? 'inconclusive',
    count: of.length,
  }));
  return runs.length === 1 ? (counts[0]?.word ?? '') : counts.map(({ word, count }) => `${count} ${word}`).join(', ');
}

/** One line per reason why runs are inconclusive, the most frequent first: `inconclusive   3 runs: ...`. */
export function inconclusiveLines(runs: readonly RunRecord[], config: DiagnosisConfig): readonly string[] {
  const inconclusive = countDiagnoses(runs, config).find(({ diagnosis }) => diagnosis === null)?.runs ?? [];
  const counts = new Map<string, number>();
  for (const run of inconclusive) {
    const primary = primaryDiagnosis(run, config);
    if ('absent' in primary) counts.set(primary.absent, (counts.get(primary.absent) ?? 0) + 1);
  }
  const reasons = [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_REASONS);
  return reasons.map(([reason, count]) => `inconclusive   ${plural(count, 'run')}: ${reason}`);
}

const MAX_REASONS = 3;

/** `median [lowest, highest] (N absent)` of a metric's final values over the finished runs. */
export function finalValuesText(runs: readonly RunRecord[], column: string): string {
  const finished = runs.filter(({ outcome }) => outcome === 'finished');
  const values = finished
    .flatMap((run) => {
      const final = finalValues(run).get(column);
      return final && isPresent(final) ? [final.value] : [];
    })
    .sort((a, b) => a - b);
  if (values.length === 0) return finished.length ? 'absent' : '';
  const middle = (values[(values.length - 1) >> 1] + values[values.length >> 1]) / 2;
  const [low, high] = [values[0], values.at(-1)!];
  const range = low === high ? '' : ` ${plainInterval({ low, high })}`;
  const absent = finished.length - values.length;
  return `${plainNumber(middle)}${range}${absent ? ` (${absent} absent)` : ''}`;
}
