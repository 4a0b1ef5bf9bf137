/** How fast a run was trained and measured. Nothing stands on it but estimates. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonNow } from '../bytes/json.js';
import { FILES } from '../layout.js';

/** Of one run, its share of what it was trained with; null where it is not known. */
export interface Pace {
  /** Without readings. */
  readonly secondsPerStep: number | null;
  /** Each takes all metrics at one step. */
  readonly secondsPerReading: number | null;
  /** Identity of what was read. */
  readonly measured: string | null;
}

export function writePace(folder: string, pace: Pace): void {
  writeFileSync(join(folder, FILES.pace), `${JSON.stringify(pace)}\n`);
}

export function readPace(folder: string): Pace {
  const { secondsPerStep, secondsPerReading, measured } =
    readJsonNow<{ readonly [name in keyof Pace]?: unknown }>(join(folder, FILES.pace)) ?? {};
  return {
    secondsPerStep: typeof secondsPerStep === 'number' ? secondsPerStep : null,
    secondsPerReading: typeof secondsPerReading === 'number' ? secondsPerReading : null,
    measured: typeof measured === 'string' ? measured : null,
  };
}
