/** A run's diagnosis as JSON: `diagnosis`, all findings with their evidence, and what is missing for the inconclusive tests. */
import type { RunRecord } from '../records/run-record.js';
import { type DiagnosisConfig, diagnose, type Finding, primaryDiagnosis } from './diagnose.js';

export function diagnosisJson(run: RunRecord, config: DiagnosisConfig) {
  const { findings, inconclusive } = diagnose(run, config);
  const primary = primaryDiagnosis(run, config);
  return {
    diagnosis: 'diagnosis' in primary ? primary.diagnosis : null,
    ...('absent' in primary && { absent: primary.absent }),
    findings: findings.map(findingJson),
    inconclusive: Object.fromEntries(inconclusive.map(({ failureMode, absent }) => [failureMode.name, absent])),
  };
}

export function findingJson({ failureMode, evidence }: Finding) {
  const number = (value: number | string | null) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return {
    failureMode: failureMode.name,
    evidence: evidence.map((each) => ({ ...each, value: number(each.value), reference: number(each.reference) })),
  };
}
