/** The data in expectations of D's scores: those that metrics compare with, or those that training sees. */
import { z } from 'zod';
import type { Distribution } from '../core/gan/targets/_target.js';
import type { Snapshot } from '../core/snapshot/snapshot.js';
import { plural } from '../core/text/words.js';

export const dataOption = z
  .enum(['measured', 'training'])
  .default('measured')
  .describe('measured: fresh draws, or held-out rows where there are any; training: rows that training sees');

export type DataChoice = z.output<typeof dataOption>;

export const DATA_NOTE =
  'A D that overfits scores the training rows higher than others: with `data=training` beside the default the difference shows. ' +
  'Fresh rows exist for targets with a density, and for a file whose `heldOut` is above 0.';

export interface DataAndSamples {
  readonly real: Float64Array;
  readonly generated: Float64Array;
}

/** G's samples, and as many rows of the chosen data; absent where there are none, or where G's output is not finite. */
export function dataAndSamples(
  snapshot: Snapshot,
  data: DataChoice,
): Promise<DataAndSamples | { readonly absent: string }> {
  return snapshot.share(`discriminator/data/${data}`, async () => {
    const { generated, real } = await snapshot.samples();
    if (!generated.every(Number.isFinite)) return { absent: "G's output is not finite" };
    if (data !== 'training') return { generated, real };
    const { training } = snapshot.target;
    if (training?.points === undefined) return { absent: 'training draws fresh data: there are no training rows' };
    const drawn = new Float64Array(real.length);
    training.sample(drawn, snapshot.stream('discriminator/training'));
    return { generated, real: drawn };
  });
}

/** Which rows the chosen data are, for people. */
export function dataText({ training, rows, dim }: Distribution, data: DataChoice): string {
  if (data === 'training')
    return `${plural(training?.points ?? 0, 'row')} of training, drawn with replacement as in training`;
  if (!rows) return 'fresh draws of the data';
  const count = rows.length / dim;
  return training?.heldOut
    ? `the ${plural(count, 'held-out row')} of ${count + (training.points ?? 0)}`
    : 'rows that training sees too: none are held out';
}
