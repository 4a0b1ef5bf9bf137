/** `environment.json`: where and with what a run was made. Not part of its results: the same run on another machine has another. */
import { join } from 'node:path';
import { z } from 'zod';
import { checkedJson } from '../../../records/checked-json.js';
import type { Environment } from '../../../records/run-record.js';
import { placeWhole } from '../bytes/atomic.js';
import { readJsonNow } from '../bytes/json.js';
import { parseSealed, sealedText } from '../bytes/sealed.js';
import { readTextNow } from '../bytes/text.js';
import { FILES } from '../layout.js';

export function writeEnvironment(folder: string, environment: Environment): void {
  placeWhole(join(folder, FILES.environment), sealedText(environment));
}

/** Undefined where it is missing or damaged. */
export function readEnvironment(folder: string): Environment | undefined {
  const text = readTextNow(join(folder, FILES.environment));
  // Older files have no seal.
  const json =
    text === null || text.includes('"seal"')
      ? parseSealed<object>(text ?? '')
      : readJsonNow(join(folder, FILES.environment));
  return checkedJson<Environment>(environmentSchema, json);
}

const environmentSchema = z.looseObject({
  helvetica: z.string(),
  engine: z.number(),
  backend: z.string(),
  backendDescription: z.string(),
  node: z.string(),
  processor: z.string(),
  platform: z.string(),
  commit: z.string().nullable(),
  command: z.string(),
});
