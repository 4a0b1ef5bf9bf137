/** The JSON Schema (draft-07) of experiment files, generated from the families, so that editors can complete them. */
import type { z } from 'zod';
import type { FamilyRecord } from '../../core/gan/family.js';
import { type ChoiceField, type Field, fieldNames, fields, isGameField } from '../../core/gan/fields.js';
import type { Catalogs } from '../catalogs.js';
import { fileSchema, measureSchema } from './file-schema.js';
import {
  definitionRef,
  describedRef,
  type JsonSchema,
  memberSchema,
  optionSchema,
  plainSchema,
} from './option-schema.js';

export function experimentSchema({ families, metrics, failureModes }: Catalogs): JsonSchema {
  const file = plainSchema(fileSchema) as FileSchema;
  const descriptionOf = (key: string) => file.properties[key]!.description;
  const { claims, profiles } = file.properties;
  const claim = claims!.items!;
  const profile = profiles!.additionalProperties!;
  const text = { type: 'string' };
  const list = (definition: string) => ({ type: 'array', items: definitionRef(definition) });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'An experiment of Helvetica',
    ...file,
    required: ['name'],
    anyOf: [
      { ...object({ extends: text }), required: ['extends'], additionalProperties: true },
      {
        ...object({ question: text, base: { type: 'object', ...baseOf(families.games) } }),
        required: ['question', 'base'],
        additionalProperties: true,
      },
    ],
    properties: {
      ...file.properties,
      base: describedRef(descriptionOf('base'), 'changes'),
      vary: describedRef(descriptionOf('vary'), 'sweep'),
      zip: describedRef(descriptionOf('zip'), 'sweep'),
      also: { description: descriptionOf('also'), ...list('changes') },
      exclude: { description: descriptionOf('exclude'), ...list('filter') },
      measure: describedRef('When to measure, with how many samples, and which metrics.', 'measure'),
      failures: { description: descriptionOf('failures'), ...list('failures') },
      claims: { ...claims, items: { ...claim, properties: { ...claim.properties, given: definitionRef('filter') } } },
      profiles: {
        ...profiles,
        additionalProperties: {
          ...profile,
          properties: { ...profile.properties, base: definitionRef('changes'), measure: definitionRef('measure') },
        },
      },
    },
    definitions: definitionsOf({ ...families, metrics, failures: failureModes }),
  };
}

interface FileSchema extends JsonSchema {
  readonly properties: Readonly<Record<string, FileSchema>>;
  readonly description?: string;
  readonly items?: FileSchema;
  readonly additionalProperties?: FileSchema;
}

/** A base has every field without a default that its game has. */
function baseOf(games: Catalogs['families']['games']): JsonSchema {
  const required = fieldNames.filter((name) => isRequired(fields[name]));
  const without = [...games.values()].filter(
    (game) => !required.some((name) => isGameField(name) && game.fields.includes(name)),
  );
  const named = without.flatMap(({ name }) => [
    { const: name },
    { properties: { name: { const: name } }, required: ['name'] },
  ]);
  return { anyOf: [{ required }, { properties: { game: { anyOf: named } }, required: ['game'] }] };
}

const isRequired = (field: Field) => field.kind === 'choice' && field.default === undefined;

function definitionsOf(families: FamilyRecord): JsonSchema {
  const choices = Object.keys(families).sort();
  const paths = pathSchemas(families);
  const deep = `^(${fieldNames.join('|')})\\.`;
  const measure = plainSchema(measureSchema) as FileSchema;
  return {
    changes: { ...object(refs(paths)), patternProperties: { [deep]: true } },
    sweep: {
      ...object(refs(paths, (schema) => ({ type: 'array', minItems: 1, items: schema }))),
      patternProperties: { [deep]: { type: 'array', minItems: 1 } },
    },
    filter: { type: 'object', propertyNames: { pattern: `^(${fieldNames.join('|')})(\\..+)?$` } },
    measure: {
      ...measure,
      properties: {
        ...measure.properties,
        metrics: { ...measure.properties.metrics, items: definitionRef('metrics') },
      },
    },
    ...Object.fromEntries(choices.map((family) => [family, choiceSchema(families, family)])),
    ...paths,
  };
}

/** The schema at each path: `optimizer`, `optimizer.lr`, `optimizer.generator`, ... */
function pathSchemas(families: FamilyRecord): Readonly<Record<string, JsonSchema>> {
  const schemas = fieldNames.map((name): Readonly<Record<string, JsonSchema>> => {
    const field = fields[name];
    if (field.kind === 'plain') return { [name]: plainSchema(field.schema) };
    return { [name]: fieldSchema(name, field), ...optionSchemas(name, field, families) };
  });
  return Object.assign({}, ...schemas) as Readonly<Record<string, JsonSchema>>;
}

function fieldSchema(name: string, { family, players, description }: ChoiceField): JsonSchema {
  const changes = definitionRef(`${name}.options`);
  const one = { anyOf: [definitionRef(family), changes] };
  const each = object({ generator: one, discriminator: one });
  return { description, anyOf: players ? [definitionRef(family), each, changes] : [definitionRef(family), changes] };
}

/** The schema of every option of the family's members, and of all of them as changes of a choice that has a name. */
function optionSchemas(
  name: string,
  { family }: ChoiceField,
  families: FamilyRecord,
): Readonly<Record<string, JsonSchema>> {
  const options = new Map<string, z.ZodType[]>();
  for (const member of families[family]!.values())
    for (const [key, option] of Object.entries(member.options)) options.set(key, [...(options.get(key) ?? []), option]);
  const schemas = [...options].map(([key, variants]) => [`${name}.${key}`, anyOf(variants.map(optionSchema))] as const);
  const changes = object(Object.fromEntries([...options.keys()].map((key) => [key, definitionRef(`${name}.${key}`)])));
  return { ...Object.fromEntries(schemas), [`${name}.options`]: { ...changes, minProperties: 1 } };
}

function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  return distinct.length === 1 ? distinct[0]! : { anyOf: distinct };
}

/** A member as a name or as an object with its options. */
function choiceSchema(families: FamilyRecord, family: string): JsonSchema {
  const members = [...families[family]!.values()];
  const words = members.map(({ name, description }) => ({ const: name, description }));
  return { anyOf: [...words, ...members.map(memberSchema)] };
}

function object(properties: JsonSchema): JsonSchema {
  return { type: 'object', properties, additionalProperties: false };
}

function refs(schemas: Readonly<Record<string, JsonSchema>>, wrap = (schema: JsonSchema) => schema): JsonSchema {
  const paths = Object.keys(schemas).filter((path) => !path.endsWith('.options'));
  return Object.fromEntries(paths.map((path) => [path, wrap(definitionRef(path))]));
}
