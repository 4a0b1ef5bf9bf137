/** `incidents.json`: sentences about a run's crashes, leases taken over and damaged checkpoints. Results do not depend on it. */
import { join } from 'node:path';
import { z } from 'zod';
import { checkedJson } from '../../../records/checked-json.js';
import { readJson, writeJson } from '../bytes/json.js';
import { FILES } from '../layout.js';

const MAX_INCIDENTS = 100; // sentences kept a run, the latest

export async function noteIncident(folder: string, text: string): Promise<void> {
  const before = await readIncidents(folder);
  await writeJson(join(folder, FILES.incidents), [...before, text].slice(-MAX_INCIDENTS));
}

export async function readIncidents(folder: string): Promise<readonly string[]> {
  return checkedJson<string[]>(z.array(z.string()), await readJson(join(folder, FILES.incidents))) ?? [];
}
