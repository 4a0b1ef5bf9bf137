/** What befell a run on its way, sentence by sentence: for people; results do not depend on it. */
import { join } from 'node:path';
import { readJson, writeJson } from '../bytes/json.js';
import { FILES } from '../layout.js';

const MOST = 100;

export async function noteIncident(folder: string, says: string): Promise<void> {
  const before = await readIncidents(folder);
  await writeJson(join(folder, FILES.incidents), [...before, says].slice(-MOST));
}

export async function readIncidents(folder: string): Promise<readonly string[]> {
  return (await readJson<string[]>(join(folder, FILES.incidents))) ?? [];
}
