/** `environment.json`: where and with what a run was made. Not part of its results: the same run on another machine has another. */
import { join } from 'node:path';
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
  return text === null || text.includes('"seal"')
    ? parseSealed(text ?? '')
    : readJsonNow(join(folder, FILES.environment));
}
