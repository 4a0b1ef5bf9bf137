/** `pace.json`: how fast a run was trained and measured. Used for estimates of time only. */
import { join } from 'node:path';
import { z } from 'zod';
import { checkedJson } from '../../../records/checked-json.js';
import { placeWhole } from '../bytes/atomic.js';
import { readJsonNow } from '../bytes/json.js';
import { FILES } from '../layout.js';

/** Of one run: its share of the time of the runs that were trained together. Null where it is not known. */
export interface Pace {
  /** Training only. */
  readonly secondsPerStep: number | null;
  /** Of one measured step, with all metrics. */
  readonly secondsPerMeasurement: number | null;
  /** Identity of what was measured. */
  readonly measured: string | null;
}

export function writePace(folder: string, pace: Pace): void {
  placeWhole(join(folder, FILES.pace), `${JSON.stringify(pace)}\n`);
}

export function readPace(folder: string): Pace {
  return checkedJson<Pace>(paceSchema, readJsonNow(join(folder, FILES.pace))) ?? UNKNOWN;
}

const UNKNOWN: Pace = { secondsPerStep: null, secondsPerMeasurement: null, measured: null };
const MAX_SECONDS = 1e9; // of a step or a measurement: thirty years
const seconds = z.number().gte(0).lte(MAX_SECONDS).nullable();
const paceSchema = z.looseObject({
  secondsPerStep: seconds,
  secondsPerMeasurement: seconds,
  measured: z.string().nullable(),
});
