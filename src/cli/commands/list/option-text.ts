/** The allowed values of an option, in words. */
import type { z } from 'zod';
import type { Json } from '../../../core/gan/setting.js';
import { isRequired, type JsonSchema, optionSchema } from '../../../experiment/schema/option-schema.js';
import { label } from '../../../records/labels.js';

/** `a number above 0; default 0.001`. */
export function optionText(option: z.ZodType): string {
  const schema = optionSchema(option);
  const fallback =
    schema.default !== undefined
      ? `default ${label(schema.default as Json)}`
      : isRequired(option)
        ? 'required'
        : 'optional';
  return `${allowed(schema)}; ${fallback}`;
}

function allowed(schema: JsonSchema): string {
  const { type, anyOf, allOf, items } = schema as {
    type?: string;
    anyOf?: JsonSchema[];
    allOf?: JsonSchema[];
    items?: JsonSchema;
  };
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  if (allOf) return `one of the ${String(allOf[0]!.$ref).split('/').at(-1)}`;
  if (anyOf) return anyOf.map(allowed).join(' or ');
  if (type === 'array') return `a list of ${items ? plural(allowed(items)) : 'values'}`;
  if (type === 'boolean') return 'true or false';
  if (type === 'string') return 'a string';
  const noun = type === 'integer' ? 'a whole number' : type === 'number' ? 'a number' : 'a value';
  return [noun, ...bounds(schema)].join(' ');
}

function bounds({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: JsonSchema): readonly string[] {
  const low = exclusiveMinimum !== undefined ? `above ${exclusiveMinimum}` : minimum !== undefined && `from ${minimum}`;
  const high =
    exclusiveMaximum !== undefined ? `below ${exclusiveMaximum}` : maximum !== undefined && `up to ${maximum}`;
  const both = [low, high].filter((bound) => typeof bound === 'string');
  return both.length === 0 ? [] : [both.join(' and ')];
}

const plural = (text: string) => text.replace(/^a /, '').replace('number', 'numbers').replace('list', 'lists');
