/** `pace.json`: how fast a run was trained and measured. Used for estimates of time only. */
import { join } from 'node:path';
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
  const { secondsPerStep, secondsPerMeasurement, measured } =
    readJsonNow<{ readonly [name in keyof Pace]?: unknown }>(join(folder, FILES.pace)) ?? {};
  return {
    secondsPerStep: typeof secondsPerStep === 'number' ? secondsPerStep : null,
    secondsPerMeasurement: typeof secondsPerMeasurement === 'number' ? secondsPerMeasurement : null,
    measured: typeof measured === 'string' ? measured : null,
  };
}
