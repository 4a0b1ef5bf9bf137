/** `helvetica score`: every metric that samples allow, on samples made elsewhere, each beside its null. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleFile } from '../../../core/files/sample-files.js';
import { plural } from '../../../core/text/words.js';
import { diagnoseSamples } from '../../../diagnosis/diagnose-samples.js';
import { findingJson } from '../../../diagnosis/diagnosis-json.js';
import { matchedSamples } from '../../../metrics/matched-samples.js';
import { scoreSamples } from '../../../metrics/score-samples.js';
import { jsonText } from '../../../runner/store/bytes/json.js';
import { command } from '../../command.js';
import { keptNulls } from '../../nulls.js';
import { usageError } from '../../terminal/command-error.js';
import { print, printMessage, printNext } from '../../terminal/print.js';
import { openTaskProgress } from '../../terminal/task-progress.js';
import { metricsOf, sampleFileAt, targetOf } from './score-inputs.js';
import { findingsText, scoreJson, scoreTable } from './score-table.js';

const FEWEST = 8; // draws from which an interval is right

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
      .positional('samples', { describe: 'a row a sample: CSV, or .npy', type: 'string', demandOption: true })
      .option('target', {
        describe: 'the data: ring,modes=8,radius=2,std=0.02, or a YAML file with one target',
        type: 'string',
        requiresArg: true,
      })
      .option('real', {
        describe: 'samples of the data, in a file of the same kind',
        type: 'string',
        requiresArg: true,
      })
      .option('metrics', {
        describe: 'only these: js,modes-covered(atLeast=5)  [default: all]',
        type: 'string',
        requiresArg: true,
      })
      .option('draws', {
        describe: 'draws of a null; 0: no nulls  [default: 200, fewer for costly metrics]',
        type: 'number',
        requiresArg: true,
      })
      .option('json', { describe: 'for machines', type: 'boolean' })
      .check(({ target, real, draws }) => {
        if (target === undefined && real === undefined)
          throw new Error('Compared with what? Give --target, --real, or both.');
        if (draws !== undefined && draws !== 0 && !(Number.isInteger(draws) && draws >= FEWEST && draws <= 100_000))
          throw new Error(`--draws: 0, or a whole number from ${FEWEST} to 100000, got ${draws}`);
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
    const ready = matchedSamples({ dim, generated: generated.x, real: others?.x, target: data?.target });
    const n = ready.generated.length / dim;
    sayShortened(samples, generated, n);
    if (others) sayShortened(real!, others, n);
    const waiting = openTaskProgress();
    const scores = await scoreSamples(ready, asked, {
      draws,
      progress: waiting.at,
      // Where there is a folder for results, nulls are kept in it: some take half a minute to make.
      ...(data &&
        draws !== 0 &&
        existsSync('results') && {
          nulls: (present, how) => keptNulls(join('results', 'nulls.json'), present, { ...data, samples: n }, how),
        }),
    });
    waiting.stop();
    const choices = new Map(asked.map(({ column, metric, options }) => [column, { ...options, name: metric.name }]));
    const measured = scores.map(({ column, value }) => ({ column, value, choice: choices.get(column)! }));
    const { findings } = diagnoseSamples(measured, { target: ready.target, n });
    if (json) process.stdout.write(jsonText({ ...scoreJson(n, scores), findings: findings.map(findingJson) }));
    else
      print(`${plural(n, 'sample')} of ${plural(dim, 'dimension')}\n\n${scoreTable(scores)}${findingsText(findings)}`);
    printNext(`list metrics ${asked[0].metric.name}`);
  },
});

function misfit(path: string, dim: number, other: string): Error {
  return usageError(
    `${path}: has ${plural(dim, 'column')}, ${other} dimensions`.replace(/ 1 dimensions$/, ' 1 dimension'),
  );
}

function sayHeader(path: string, { header }: SampleFile): void {
  if (header !== undefined) printMessage(`note    the first line of ${path}, ${header}, is taken for a header`);
}

function sayShortened(path: string, { x, dim }: SampleFile, n: number): void {
  const rows = x.length / dim;
  if (rows > n)
    printMessage(`note    of the ${rows} rows of ${path}, ${n} at random: as many as there are on the other side`);
}
