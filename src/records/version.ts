/** Which Helvetica this is. */
import { readFileSync } from 'node:fs';

/** The version of this package, e.g. `0.2.0`. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
