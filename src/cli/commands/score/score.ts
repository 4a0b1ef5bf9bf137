/** `helvetica score`: metrics of samples from any program, each beside its null. */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleFile } from '../../../core/files/sample-files.js';
import type { Json } from '../../../core/gan/setting.js';
import type { Distribution } from '../../../core/gan/targets/_target.js';
import { bytesText } from '../../../core/text/bytes.js';
import { plural } from '../../../core/text/words.js';
import { LIBRARIES } from '../../../core/training/memory-needs.js';
import { diagnoseSamples } from '../../../diagnosis/diagnose-samples.js';
import { findingJson } from '../../../diagnosis/diagnosis-json.js';
import { scoreSamples, sizesOf } from '../../../metrics/score-samples.js';
import { shuffledSamples } from '../../../metrics/shuffled-samples.js';
import { usableMemory } from '../../../runner/plan/memory.js';
import { jsonText } from '../../../runner/store/bytes/json.js';
import { command } from '../../command.js';
import { keptNulls } from '../../nulls.js';
import { usageError } from '../../terminal/command-error.js';
import { print, printMessage, printNext } from '../../terminal/print.js';
import { openTaskProgress } from '../../terminal/task-progress.js';
import { metricsOf, sampleFileAt, targetOf } from './score-inputs.js';
import { diagnosisText, scoreJson, scoreTable } from './score-table.js';

const MIN_DRAWS = 8; // fewer give no interval

interface Arguments {
  readonly samples: string;
  readonly target?: string | undefined;
  readonly real?: string | undefined;
  readonly metrics?: string | undefined;
  readonly draws?: number | undefined;
  readonly json?: boolean | undefined;
}

export const scoreCommand = command<Arguments>({
  builder: (yargs) =>
    yargs
      .positional('samples', {
        describe: 'one sample per row: CSV, .npy or .npz, also gzipped',
        type: 'string',
        demandOption: true,
      })
      .option('target', {
        describe: 'target distribution: ring,modes=8,radius=2,std=0.02, or a YAML file with one target',
        type: 'string',
        requiresArg: true,
      })
      .option('real', {
        describe: 'real samples, in a CSV or .npy file',
        type: 'string',
        requiresArg: true,
      })
      .option('metrics', {
        describe: 'comma-separated metrics: js,modes-covered(atLeast=5) (default: all)',
        type: 'string',
        requiresArg: true,
      })
      .option('draws', {
        describe: 'draws per null, 0 for no nulls (default: 200, fewer for slow metrics)',
        type: 'number',
        requiresArg: true,
      })
      .option('json', { describe: 'print JSON', type: 'boolean' })
      .check(({ target, real, draws }) => {
        if (target === undefined && real === undefined) throw new Error('pass --target, --real or both');
        if (draws !== undefined && draws !== 0 && !(Number.isInteger(draws) && draws >= MIN_DRAWS && draws <= 100_000))
          throw new Error(`--draws: expected 0 or a whole number from ${MIN_DRAWS} to 100000, got ${draws}`);
        return true;
      }),
  async handler({ samples, target, real, metrics, draws, json }) {
    const asked = await metricsOf(metrics);
    const data = target === undefined ? undefined : await targetOf(target);
    const generated = await sampleFileAt(samples);
    const others = real === undefined ? undefined : await sampleFileAt(real);
    const { dim } = generated;
    sayHeader(samples, generated);
    if (others) sayHeader(real!, others);
    if (data && data.target.dim !== dim) throw misfit(samples, dim, `the target has ${data.target.dim}`);
    if (others && others.dim !== dim) throw misfit(samples, dim, `${real} has ${others.dim}`);
    const read = real === undefined ? [samples] : [samples, real];
    requireMemory(read, [generated, others ?? generated], { hasNulls: draws !== 0 });
    const ready = shuffledSamples({
      dim,
      generated: generated.x,
      real: others?.x,
      target: data?.target,
      inPlace: true,
    });
    const [n, m] = [ready.generated.length / dim, ready.real.length / dim];
    const progress = openTaskProgress();
    const scores = await scoreSamples(ready, asked, {
      draws,
      progress: progress.at,
      // Some nulls take half a minute, so they are kept in the results folder if there is one.
      ...(draws !== 0 &&
        existsSync('results') && {
          nulls: (present, how) =>
            keptNulls(
              join('results', 'nulls.json'),
              present,
              { choice: data?.choice ?? digestOf(ready.target), target: ready.target, ...sizesOf(ready) },
              how,
            ),
        }),
    });
    progress.stop();
    const choices = new Map(asked.map(({ column, metric, options }) => [column, { ...options, name: metric.name }]));
    const measured = scores.map(({ column, value }) => ({ column, value, choice: choices.get(column)! }));
    const diagnosis = diagnoseSamples(measured, { target: ready.target, real: ready.real, n, m });
    if (json)
      print(jsonText({ ...scoreJson({ n, m }, scores), findings: diagnosis.findings.map(findingJson) }).trimEnd());
    else
      print(
        `${plural(n, 'sample')} of ${plural(dim, 'dimension')}${n === m ? '' : `, ${m} of the data`}\n\n${scoreTable(scores, { onlyAvailable: metrics === undefined })}${diagnosisText(diagnosis)}`,
      );
    printNext(`list metrics ${asked[0].metric.name}`);
  },
});

const COPIES = 1.5; // of both sides: the samples, and a sorted or scaled copy of one
const NULL_COPIES = 1; // of both sides: a draw
const MAX_UNSAID = 2 ** 30; // bytes

/**
 * A note where scoring takes more than a gibibyte; an error where it takes more than there is. The files' bytes count too. Measured:
 * 1e6 x 100 of float32 took 3.1 GiB without nulls while its bytes were copied, which they no longer are; the estimate is 2.8 GiB.
 */
function requireMemory(
  paths: readonly string[],
  [generated, real]: readonly [SampleFile, SampleFile],
  { hasNulls }: { readonly hasNulls: boolean },
): void {
  const [path] = paths;
  const { x, dim } = generated;
  const rows = x.length / dim;
  const written = paths.reduce((sum, each) => sum + statSync(each).size, 0);
  const copies = COPIES + (hasNulls ? NULL_COPIES : 0);
  const bytes = LIBRARIES + written + copies * (x.byteLength + real.x.byteLength);
  const machine = usableMemory();
  const need = `${rows} samples of ${plural(dim, 'dimension')} take about ${bytesText(bytes)} of memory`;
  if (bytes > machine.bytes)
    throw usageError(`${path}: ${need}, above the ${bytesText(machine.bytes)} of ${machine.of}: score fewer rows`);
  if (bytes > MAX_UNSAID) printMessage(`note    ${path}: ${need}`);
}

/** What identifies data of which only the rows are known. */
function digestOf({ rows, dim }: Distribution): Json {
  return {
    name: 'rows',
    dim,
    sha256: createHash('sha256')
      .update(rows ?? new Float64Array(0))
      .digest('hex'),
  };
}

function misfit(path: string, dim: number, other: string): Error {
  return usageError(
    `${path}: has ${plural(dim, 'column')}, ${other} dimensions`.replace(/ 1 dimensions$/, ' 1 dimension'),
  );
}

function sayHeader(path: string, { header }: SampleFile): void {
  if (header !== undefined) printMessage(`note    the first line of ${path}, ${header}, is read as a header`);
}
