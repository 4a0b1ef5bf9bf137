/** `helvetica plan`: what would run, setting by setting, and what is there already. */
import type { Experiment, Measure, PlannedCell } from '../core/experiment/plan.js';
import type { Standing } from '../runner/standing.js';
import { command } from './command.js';
import { type ExperimentArguments, experimentArguments, readExperiments } from './experiment-files.js';
import { plural, print, printJson, sayNext, shellWords } from './print.js';
import { alignColumns } from './run-table.js';

interface Arguments extends ExperimentArguments {
  results: string;
  json?: boolean | undefined;
}

export const plan = command<Arguments>({
  builder: (yargs) =>
    experimentArguments(yargs)
      .option('results', { describe: 'folder for results', type: 'string', default: 'results', requiresArg: true })
      .option('json', { describe: 'the whole plan, for machines', type: 'boolean' }),
  async handler(args) {
    const plans: ExperimentPlan[] = [];
    for (const experiment of await readExperiments(args)) plans.push(await planOf(experiment, args.results));
    if (args.json) printJson(plans.map(asJson));
    else for (const each of plans) print(asText(each));
    sayNext(`run ${shellWords(process.argv.slice(3).filter((word) => word !== '--json'))}`);
  },
});

interface ExperimentPlan {
  readonly experiment: Experiment;
  readonly folder: string;
  readonly cells: readonly CellPlan[];
}

interface CellPlan {
  readonly cell: PlannedCell;
  readonly seeds: readonly { readonly seed: number; readonly standing: Standing }[];
}

async function planOf(experiment: Experiment, results: string): Promise<ExperimentPlan> {
  const [{ measureIdentity, scanRun }, { experimentFolder }] = await Promise.all([
    import('../runner/standing.js'),
    import('../runner/store/layout.js'),
  ]);
  const { measure } = experiment;
  const measured = measureIdentity(measure);
  const folder = experimentFolder(results, experiment);
  const cells: CellPlan[] = [];
  for (const cell of experiment.cells) {
    const seeds = experiment.seeds.map((seed) => ({
      seed,
      standing: scanRun({ folder, cell, seed, measure, measured }).standing,
    }));
    cells.push({ cell, seeds });
  }
  return { experiment, folder, cells };
}

const count = ({ seeds }: CellPlan, standing: Standing) => seeds.filter((seed) => seed.standing === standing).length;
const total = (cells: readonly CellPlan[], standing: Standing) =>
  cells.reduce((sum, cell) => sum + count(cell, standing), 0);

const MOST_ROWS = 60;
const STANDINGS = ['finished', 'to measure', 'to resume', 'to train'] as const;

function asText({ experiment, folder, cells }: ExperimentPlan): string {
  const { name, question, profile, axes, seeds, measure } = experiment;
  const rows = cells
    .slice(0, MOST_ROWS)
    .map((each) => [
      ...(axes.length === 0 ? [each.cell.folder] : axes.map((axis) => each.cell.labels[axis] ?? '')),
      ...STANDINGS.map((standing) => String(count(each, standing))),
    ]);
  const more = cells.length - rows.length;
  return [
    `${name}${profile === null ? '' : ` --profile ${profile}`}: ${question}`,
    [
      `${plural(cells.length, 'setting')} x ${plural(seeds.length, 'seed')} = ${plural(cells.length * seeds.length, 'run')}`,
      `${total(cells, 'finished')} cached`,
      `${total(cells, 'to measure')} to measure`,
      `${total(cells, 'to resume')} to resume`,
      `${total(cells, 'to train')} to train`,
      folder,
    ].join(' . '),
    `every ${measure.every} steps: ${columnsOf(measure).join(', ')}`,
    '',
    alignColumns([[...(axes.length === 0 ? ['setting'] : axes), 'cached', ...STANDINGS.slice(1)], ...rows]),
    ...(more > 0 ? [`... and ${plural(more, 'setting')} more: --json lists them all`] : []),
    '',
  ].join('\n');
}

/** What is read, whether it is a number or more. */
function columnsOf({ metrics, vectors = [] }: Measure): readonly string[] {
  return [...new Set([...metrics, ...vectors].map(({ column }) => column))];
}

function asJson({ experiment, folder, cells }: ExperimentPlan) {
  return {
    ...experiment,
    results: folder,
    finished: total(cells, 'finished'),
    cells: cells.map(({ cell, seeds }) => ({ ...cell, seeds })),
  };
}
