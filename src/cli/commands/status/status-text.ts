/** What `helvetica status` says of one experiment, to people and to machines. */

import { alignColumns } from '../../../core/text/align-columns.js';
import { duration } from '../../../core/text/duration.js';
import { plural } from '../../../core/text/words.js';
import { shortLabels } from '../../../records/short-labels.js';
import type { RunState, SurveyedRun } from '../../../runner/plan/survey.js';
import type { SurveyedExperiment } from '../../survey-experiments.js';

const STATES: readonly RunState[] = ['done', 'running', 'cut off', 'failed', 'to measure', 'to do'];
const MOST_ROWS = 40; // of a list; --json has them all

export function statusText({ folder, experiment, survey: { runs, unplanned } }: SurveyedExperiment): string {
  const { name, profile, question, cells, seeds } = experiment;
  const labels = new Map(shortLabels(cells).map((label, i) => [cells[i]!.id, label || name]));
  const run = ({ cell, seed }: SurveyedRun) => `${labels.get(cell.id)} / ${seed}`;
  const lists: [title: string, rows: string[][]][] = [
    ['running', inState(runs, 'running').map((each) => [run(each), who(each), how(each)])],
    ['cut off', inState(runs, 'cut off').map((each) => [run(each), at(each)])],
    ['stale leases', runs.filter(isStale).map((each) => [run(each), who(each), silence(each)])],
    ['failed', inState(runs, 'failed').map((each) => [run(each), each.progress.summary?.reason ?? ''])],
    [
      'in no plan',
      unplanned.map(({ path, seeds, running }) => [path, plural(seeds.length, 'run'), running ? 'running' : '']),
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
  const diverged = runs.filter(
    ({ state, progress }) => state === 'done' && progress.summary?.outcome === 'diverged',
  ).length;
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
export function isStale({ progress, state }: SurveyedRun): boolean {
  return progress.lease !== null && state !== 'running';
}

function who({ progress: { lease } }: SurveyedRun): string {
  if (!lease) return '';
  return [lease.host, `process ${lease.pid}`, ...(lease.job === null ? [] : [`job ${lease.job}`])].join(', ');
}

function at({ progress: { step }, cell: { setting } }: SurveyedRun): string {
  return step > 0 ? `at step ${step} of ${setting.steps}` : 'before its first checkpoint';
}

function how({ progress: { lease }, cell: { setting } }: SurveyedRun): string {
  const { step = 0, rate = null } = lease?.progress ?? {};
  return `step ${step} of ${setting.steps}${rate === null ? '' : `, ${rate.toPrecision(3)} steps/s`}`;
}

function silence({ progress: { holderGone }, secondsSinceBeat }: SurveyedRun): string {
  return holderGone ? 'the process has ended' : `no sign of life for ${duration(secondsSinceBeat ?? 0)}`;
}

export function statusJson({ folder, experiment, survey: { runs, unplanned } }: SurveyedExperiment) {
  return {
    experiment: experiment.name,
    profile: experiment.profile,
    folder,
    counts: Object.fromEntries(STATES.map((state) => [state, inState(runs, state).length])),
    runs: runs.map((each) => {
      const { cell, seed, state, progress, secondsSinceBeat } = each;
      const { outcome = null, reason = null } = progress.summary ?? {};
      const lease = progress.lease && {
        host: progress.lease.host,
        process: progress.lease.pid,
        job: progress.lease.job,
        step: progress.lease.progress?.step ?? null,
        rate: progress.lease.progress?.rate ?? null,
        stale: isStale(each),
        silentSeconds: secondsSinceBeat,
      };
      return {
        cell: cell.folder,
        ...cell.labels,
        seed,
        state,
        outcome,
        reason,
        step: progress.step,
        steps: cell.setting.steps,
        lease,
      };
    }),
    unplanned,
  };
}
