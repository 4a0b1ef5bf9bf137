/** The schema of a measurement, as checkpoints hold it. */
import { z } from 'zod';

/** Any number, infinite ones too, but never NaN. */
const number = z.custom<number>((value) => typeof value === 'number' && !Number.isNaN(value), 'must be a number');
const step = z.int().gte(0);
const floats = z.instanceof(Float64Array);
const absent = z.strictObject({ absent: z.string() });
const list = <T extends z.ZodType>(item: T) => z.array(item);

export const measuredSchema = z.looseObject({
  step,
  values: list(z.looseObject({ metric: z.string(), value: z.union([z.strictObject({ value: number }), absent]) })),
  vectors: list(
    z.looseObject({
      metric: z.string(),
      value: z.union([
        z
          .strictObject({ shape: list(step), data: floats })
          .refine(({ shape, data }) => shape.reduce((size, length) => size * length, 1) === data.length),
        absent,
      ]),
    }),
  ),
  estimators: list(z.looseObject({ metric: z.string(), unit: z.string(), text: z.string() })),
  generated: floats,
  real: floats,
  figure: z
    .looseObject({
      x: floats,
      p: floats,
      q: floats,
      D: floats,
      dStar: floats,
      arrows: z.looseObject({ z: floats, x: floats }),
      atoms: list(z.looseObject({ x: number, mass: number })),
    })
    .nullable(),
});
