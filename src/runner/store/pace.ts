/** How fast a run was trained: seconds a step, its share of what it was trained with. Nothing stands on it but estimates. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonNow } from './json.js';
import { FILES } from './layout.js';

export function writePace(folder: string, secondsPerStep: number): void {
  writeFileSync(join(folder, FILES.pace), `${JSON.stringify({ secondsPerStep })}\n`);
}

/** Null where it is not known. */
export function readPace(folder: string): number | null {
  const { secondsPerStep } = readJsonNow<{ readonly secondsPerStep?: unknown }>(join(folder, FILES.pace)) ?? {};
  return typeof secondsPerStep === 'number' ? secondsPerStep : null;
}
