/** `summary.json`: how a run ended, and the checksums of its files. Written last: its presence means that the run has ended. */
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

/** The metrics' version, steps between measurements, and samples of each. */
export interface MeasureConditions {
  readonly METRICS: number;
  readonly every: number;
  readonly samples: number;
}

export interface RunSummary extends Ending {
  /** Identity of what was measured: a run is finished for a plan only where this is the plan's. */
  readonly measured: string;
  /** The part of it that is not the list of metrics. Absent after an error and for runs of older versions. */
  readonly conditions?: MeasureConditions;
  /** Of every file that is part of the results: a file with another checksum is damaged, and is never read as a result. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Of the same files, in bytes: a power failure may cut any of them short. */
  readonly sizes: Readonly<Record<string, number>>;
}

export function readSummary(folder: string): RunSummary | undefined {
  const text = readTextNow(join(folder, FILES.summary));
  return text === null ? undefined : parseSummary(text);
}

/** Holds its own checksum: all other files are verified by the summary. */
export function summaryText(summary: object): string {
  return sealedText(summary);
}

export function parseSummary(text: string): RunSummary | undefined {
  return parseSealed<RunSummary>(text);
}
