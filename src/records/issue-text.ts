/** What a schema asks for where a value is not as it has it, in the words that messages about files use. */
import type { z } from 'zod';
import { plural } from '../core/text/words.js';

const KINDS: Readonly<Record<string, string>> = {
  int: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/** `a list`, of the schema's `array`. */
export function kindText(expected: string): string {
  return KINDS[expected] ?? expected;
}

/** `must be at least 1`, `must have at most 3 items`. */
export function neededText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindText(issue.expected)}`;
    case 'too_small':
      return `must ${boundText(issue.origin, issue.inclusive === false ? 'above' : 'at least', issue.minimum)}`;
    case 'too_big':
      return `must ${boundText(issue.origin, issue.inclusive === false ? 'below' : 'at most', issue.maximum)}`;
    default:
      return issue.message;
  }
}

const UNITS: Readonly<Record<string, string>> = { array: 'item', string: 'character' };

function boundText(origin: string, side: string, limit: number | bigint): string {
  const unit = UNITS[origin];
  return unit === undefined ? `be ${side} ${limit}` : `have ${side} ${plural(Number(limit), unit)}`;
}
