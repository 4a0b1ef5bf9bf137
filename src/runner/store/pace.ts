/** How fast a run was trained: seconds a step, its share of what it was trained with. Nothing stands on it but estimates. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonNow } from './json.js';
import { FILES } from './layout.js';

export async function writePace(folder: string, secondsPerStep: number): Promise<void> {
  await writeFile(join(folder, FILES.pace), `${JSON.stringify({ secondsPerStep })}\n`);
}

/** Null where it is not known. */
export function readPace(folder: string): number | null {
  const { secondsPerStep } = readJsonNow<{ readonly secondsPerStep?: unknown }>(join(folder, FILES.pace)) ?? {};
  return typeof secondsPerStep === 'number' ? secondsPerStep : null;
}
