/** What `helvetica status` says of one experiment, to people and to machines. */

import { alignColumns } from '../../../core/text/align-columns.js';
import { duration } from '../../../core/text/duration.js';
import { plural } from '../../../core/text/words.js';
import { shortLabels } from '../../../records/short-labels.js';
import type { RunState, SurveyedRun } from '../../../runner/plan/survey.js';
import type { SurveyedExperiment } from '../../survey-experiments.js';

const STATES: readonly RunState[] = ['done', 'running', 'cut off', 'failed', 'to measure', 'to do'];
const MOST_ROWS = 40; // of a list; --json has them all

export function statusText({ folder, experiment, survey: { runs, outsiders } }: SurveyedExperiment): string {
  const { name, profile, question, cells, seeds } = experiment;
  const labels = new Map(shortLabels(cells).map((label, i) => [cells[i]!.id, label || name]));
  const run = ({ cell, seed }: SurveyedRun) => `${labels.get(cell.id)} / ${seed}`;
  const lists: [title: string, rows: string[][]][] = [
    ['running', inState(runs, 'running').map((each) => [run(each), who(each), how(each)])],
    ['cut off', inState(runs, 'cut off').map((each) => [run(each), at(each)])],
    ['stale leases', runs.filter(isStale).map((each) => [run(each), who(each), silence(each)])],
    ['failed', inState(runs, 'failed').map((each) => [run(each), each.found.summary?.reason ?? ''])],
    [
      'in no plan',
      outsiders.map(({ path, seeds, running }) => [path, plural(seeds.length, 'run'), running ? 'running' : '']),
    ],
  ];
  return [
    `${name}${profile === null ? '' : ` --profile ${profile}`}: ${question}`,
    [
      `${plural(runs.length, 'run')} = ${plural(cells.length, 'setting')} x ${plural(seeds.length, 'seed')}`,
      ...counts(runs),
      folder,
    ].join(' . '),
    ...lists.filter(([, rows]) => rows.length > 0).flatMap(([title, rows]) => ['', title, list(rows)]),
  ].join('\n');
}

function counts(runs: readonly SurveyedRun[]): string[] {
  const diverged = runs.filter(({ state, found }) => state === 'done' && found.summary?.outcome === 'diverged').length;
  return STATES.flatMap((state) => {
    const count = inState(runs, state).length;
    if (count === 0 && state !== 'done') return [];
    const more = [...(diverged > 0 ? [`${diverged} diverged`] : []), ...(count > 0 ? ['not verified'] : [])].join(', ');
    return [`${count} ${state}${state === 'done' && more ? ` (${more})` : ''}`];
  });
}

function list(rows: readonly string[][]): string {
  const more = rows.length - MOST_ROWS;
  const text = alignColumns(rows.slice(0, MOST_ROWS)).replace(/^/gm, '  ');
  return more > 0 ? `${text}\n  ... and ${more} more: --json lists them all` : text;
}

const inState = (runs: readonly SurveyedRun[], state: RunState) => runs.filter((each) => each.state === state);

/** A lease that nobody keeps up. */
export function isStale({ found, state }: SurveyedRun): boolean {
  return found.lease !== null && state !== 'running';
}

function who({ found: { lease } }: SurveyedRun): string {
  if (!lease) return '';
  return [lease.host, `process ${lease.pid}`, ...(lease.job === null ? [] : [`job ${lease.job}`])].join(', ');
}

function at({ found: { step }, cell: { setting } }: SurveyedRun): string {
  return step > 0 ? `at step ${step} of ${setting.steps}` : 'before its first checkpoint';
}

function how({ found: { lease }, cell: { setting } }: SurveyedRun): string {
  const { step = 0, rate = null } = lease?.progress ?? {};
  return `step ${step} of ${setting.steps}${rate === null ? '' : `, ${rate.toPrecision(3)} steps/s`}`;
}

function silence({ found: { gone }, silent }: SurveyedRun): string {
  return gone ? 'the process has ended' : `no sign of life for ${duration(silent ?? 0)}`;
}

export function statusJson({ folder, experiment, survey: { runs, outsiders } }: SurveyedExperiment) {
  return {
    experiment: experiment.name,
    profile: experiment.profile,
    folder,
    counts: Object.fromEntries(STATES.map((state) => [state, inState(runs, state).length])),
    runs: runs.map((each) => {
      const { cell, seed, state, found, silent } = each;
      const { outcome = null, reason = null } = found.summary ?? {};
      const lease = found.lease && {
        host: found.lease.host,
        process: found.lease.pid,
        job: found.lease.job,
        step: found.lease.progress?.step ?? null,
        rate: found.lease.progress?.rate ?? null,
        stale: isStale(each),
        silentSeconds: silent,
      };
      return {
        cell: cell.folder,
        ...cell.labels,
        seed,
        state,
        outcome,
        reason,
        step: found.step,
        steps: cell.setting.steps,
        lease,
      };
    }),
    outsiders,
  };
}
