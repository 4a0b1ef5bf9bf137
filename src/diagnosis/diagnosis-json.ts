/** A run's diagnosis for machines: its verdict, all that hold with their evidence, and what could not be told. */
import type { RunRecord } from '../records/run-record.js';
import { type Asked, diagnose, type Finding, primaryDiagnosis } from './diagnose.js';

export function diagnosisJson(run: RunRecord, experiment: Asked) {
  const { holding, unknown } = diagnose(run, experiment);
  const found = primaryDiagnosis(run, experiment);
  return {
    verdict: 'verdict' in found ? found.verdict : null,
    diagnosis: {
      ...('absent' in found && { absent: found.absent }),
      holding: holding.map(toldJson),
      unknown: Object.fromEntries(unknown.map(({ verdict, absent }) => [verdict.name, absent])),
    },
  };
}

export function toldJson({ verdict, evidence }: Finding) {
  const number = (value: number | string | null) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return {
    verdict: verdict.name,
    evidence: evidence.map((each) => ({ ...each, value: number(each.value), beside: number(each.beside) })),
  };
}
