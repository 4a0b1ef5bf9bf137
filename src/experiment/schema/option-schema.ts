/** JSON Schemas of members and their options. */
import { z } from 'zod';
import type { Member } from '../../core/gan/family.js';
import { familyOfChoice, omittedDefault } from '../../core/gan/options.js';
import type { Choice } from '../../core/gan/setting.js';

export type JsonSchema = { readonly [key: string]: unknown };

/** The member as an object: its name and its options. */
export function memberSchema({ name, description, options }: Member): JsonSchema {
  const entries = Object.entries(options);
  return {
    type: 'object',
    title: name,
    description,
    properties: {
      name: { const: name },
      ...Object.fromEntries(entries.map(([key, option]) => [key, optionSchema(option)])),
    },
    required: ['name', ...entries.filter(([, option]) => isRequired(option)).map(([key]) => key)],
    additionalProperties: false,
  };
}

export function optionSchema(option: z.ZodType): JsonSchema {
  const family = familyOfChoice(option);
  const omitted = omittedDefault(option);
  if (family === undefined) return { ...plainSchema(option), ...(omitted !== undefined && { default: omitted }) };
  const standard = (option.parse(undefined) as Choice | undefined)?.name ?? omitted;
  return describedRef(option.description, family, { ...(standard !== undefined && { default: standard }) });
}

export function isRequired(option: z.ZodType): boolean {
  return familyOfChoice(option) === undefined && !option.safeParse(undefined).success;
}

export function plainSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      // The bound of all numbers is no bound.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return rest;
}

export const definitionRef = (definition: string): JsonSchema => ({ $ref: `#/definitions/${definition}` });

/** A reference with a description: draft-07 ignores keywords beside a `$ref`. */
export function describedRef(description: string | undefined, definition: string, more: JsonSchema = {}): JsonSchema {
  return { ...(description && { description }), ...more, allOf: [definitionRef(definition)] };
}
