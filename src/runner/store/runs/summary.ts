/** `summary.json`: how a run ended, and what its files must be. Written last: its presence means that the run has ended. */
import { join } from 'node:path';
import type { Outcome } from '../../../records/run-record.js';
import { parseSealed, sealedText } from '../bytes/sealed.js';
import { readTextNow } from '../bytes/text.js';
import { FILES } from '../layout.js';

/** How a run ended. */
export interface Ending {
  readonly outcome: Outcome;
  readonly steps: number;
  readonly reason: string | null;
}

/** METRICS of when it was measured; readings every so many steps, on so many samples. */
export interface MeasureConditions {
  readonly METRICS: number;
  readonly every: number;
  readonly samples: number;
}

export interface RunSummary extends Ending {
  /** Identity of what was measured: a run is finished for a plan only where this is the plan's. */
  readonly measured: string;
  /** What of it is not the list of metrics; not there of an error, nor of runs of old. */
  readonly conditions?: MeasureConditions;
  /** Of every file that is part of the results: one that says otherwise is damaged, and never read as a result. */
  readonly checksums: Readonly<Record<string, string>>;
  /** In bytes, of the same files: a power failure may cut any of them short. */
  readonly sizes: Readonly<Record<string, number>>;
}

export function readSummary(folder: string): RunSummary | undefined {
  const text = readTextNow(join(folder, FILES.summary));
  return text === null ? undefined : parseSummary(text);
}

/** Sealed with a checksum of its own: everything else is believed on the summary's word. */
export function summaryText(summary: object): string {
  return sealedText(summary);
}

export function parseSummary(text: string): RunSummary | undefined {
  return parseSealed<RunSummary>(text);
}
