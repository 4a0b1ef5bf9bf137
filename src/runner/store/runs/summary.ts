/** `summary.json`: how a run ended, and the checksums of its files. Written last: its presence means that the run has ended (decision 005). */
import { join } from 'node:path';
import { z } from 'zod';
import { MAX_STEPS } from '../../../core/gan/bounds.js';
import { checkedJson, jsonProblem } from '../../../records/checked-json.js';
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
  /** By column of a metric of an extension, the digest of that; absent where there are none. */
  readonly extensions?: Readonly<Record<string, string>>;
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
  return checkedSummary(parseSealed<object>(text));
}

/** The summary where it is one as a run writes it: a checksum over it tells only that it is whole. */
export function checkedSummary(json: unknown): RunSummary | undefined {
  return checkedJson<RunSummary>(summarySchema, json);
}

/** Why the text is not a summary, to be read after the file's name. */
export function summaryProblem(text: string): string | null {
  const json = parseSealed<object>(text);
  return json === undefined ? 'is damaged' : jsonProblem(summarySchema, json);
}

/** A path inside a run's folder: its names become paths again. */
const path = z.string().regex(/^([\w-]+\/)?(?!\.)[^/\\\p{Cc}]{1,255}$/u);
const step = z.int().gte(0).lte(MAX_STEPS);

const summarySchema = z.looseObject({
  outcome: z.enum(['finished', 'diverged', 'error', 'interrupted']),
  steps: step,
  reason: z.string().nullable(),
  measured: z.string().max(200),
  conditions: z
    .looseObject({
      METRICS: z.int(),
      every: z.int().gte(1),
      samples: z.int().gte(1),
      extensions: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  checksums: z.record(path, z.string().max(200)),
  sizes: z.record(path, z.int().gte(0)),
});
