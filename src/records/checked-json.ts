/** JSON that a stranger may have written, checked by a schema: what is wrong with it, as one sentence with the key. */
import { z } from 'zod';
import { neededText } from './issue-text.js';

const MAX_DEPTH = 40; // levels of lists and objects: settings have fewer than ten

/**
 * Null where `json` is as the schema has it: then it may be used as it stands. Otherwise the first problem, to be read after the file's
 * name: `cells[3].folder: must be ...`.
 */
export function jsonProblem(schema: z.ZodType, json: unknown): string | null {
  if (!isShallow(json)) return `lists and objects are nested deeper than ${MAX_DEPTH} levels`;
  const parsed = schema.safeParse(json);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  return issueText(issue!, json);
}

/** The value where it is as the schema has it; undefined otherwise, and where there is none. */
export function checkedJson<T>(schema: z.ZodType, json: unknown): T | undefined {
  return json !== undefined && jsonProblem(schema, json) === null ? (json as T) : undefined;
}

/** The same schema, whose keys must all be there: files that people write have defaults, those that Helvetica writes have values. */
export function withoutDefaults(shape: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, required(schema)]));
}

/** The schema without its default. */
export function required(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema;
}

/** Stops at the last level that is allowed, since a recursion into forged nesting would exhaust the stack. */
function isShallow(json: unknown, levels = MAX_DEPTH): boolean {
  if (json === null || typeof json !== 'object') return true;
  if (levels === 0) return false;
  for (const key in json) if (!isShallow((json as Record<string, unknown>)[key], levels - 1)) return false;
  return true;
}

function issueText(issue: z.core.$ZodIssue, json: unknown): string {
  const where = issue.path.map((step, i) =>
    typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`,
  );
  const given = issue.path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | null)?.[step], json);
  const text = given === undefined ? 'is missing' : `${needed(issue)}, got ${quoted(given)}`;
  return [...(where.length > 0 ? [where.join('')] : []), text].join(': ');
}

function needed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'invalid_union':
      return 'has a value of another kind than Helvetica writes';
    case 'unrecognized_keys':
      return `has the unknown key ${quoted(issue.keys[0])}`;
    case 'invalid_key':
      return 'has an invalid key';
    default:
      return neededText(issue);
  }
}

const MAX_QUOTED_LENGTH = 60; // characters of a value that a message quotes

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}...` : text;
}
