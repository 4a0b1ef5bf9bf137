/** The state of one experiment as text and as JSON. */

import { alignColumns } from '../../../core/text/align-columns.js';
import { duration } from '../../../core/text/duration.js';
import { printableLine } from '../../../core/text/printable.js';
import { plural } from '../../../core/text/words.js';
import { shortLabels } from '../../../records/short-labels.js';
import type { RunState, SurveyedRun } from '../../../runner/plan/survey.js';
import type { SurveyedExperiment } from '../../survey-experiments.js';

const STATES: readonly RunState[] = ['done', 'running', 'cut off', 'failed', 'to measure', 'to do'];
const MAX_ROWS = 40; // of one list; --json has all

export function statusText({ folder, experiment, survey: { runs, unplanned } }: SurveyedExperiment): string {
  const { name, profile, question, cells, seeds } = experiment;
  const labels = new Map(shortLabels(cells).map((label, i) => [cells[i]!.id, label || name]));
  const run = ({ cell, seed }: SurveyedRun) => `${labels.get(cell.id)} / ${seed}`;
  const lists: [title: string, rows: string[][]][] = [
    ['running', inState(runs, 'running').map((each) => [run(each), holderText(each), progressText(each)])],
    ['cut off', inState(runs, 'cut off').map((each) => [run(each), checkpointText(each)])],
    ['stale leases', runs.filter(isStale).map((each) => [run(each), holderText(each), staleText(each)])],
    ['failed', inState(runs, 'failed').map((each) => [run(each), each.progress.summary?.reason ?? ''])],
    [
      'outside the plan',
      unplanned.map(({ path, seeds, running }) => [path, plural(seeds.length, 'run'), running ? 'running' : '']),
    ],
  ];
  return [
    `${name}${profile === null ? '' : ` --profile ${profile}`}: ${printableLine(question)}`,
    [
      `${plural(runs.length, 'run')} = ${plural(cells.length, 'setting')} x ${plural(seeds.length, 'seed')}`,
      ...counts(runs),
      folder,
    ].join(' . '),
    ...lists.filter(([, rows]) => rows.length > 0).flatMap(([title, rows]) => ['', title, listed(rows)]),
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

function listed(rows: readonly string[][]): string {
  const more = rows.length - MAX_ROWS;
  const text = alignColumns(rows.slice(0, MAX_ROWS)).replace(/^/gm, '  ');
  return more > 0 ? `${text}\n  ... and ${more} more: --json lists all` : text;
}

const inState = (runs: readonly SurveyedRun[], state: RunState) => runs.filter((each) => each.state === state);

/** Whether a lease is no longer renewed. */
export function isStale({ progress, state }: SurveyedRun): boolean {
  return progress.lease !== null && state !== 'running';
}

function holderText({ progress: { lease } }: SurveyedRun): string {
  if (!lease) return '';
  return [lease.host, `process ${lease.pid}`, ...(lease.job === null ? [] : [`job ${lease.job}`])].join(', ');
}

function checkpointText({ progress: { step }, cell: { setting } }: SurveyedRun): string {
  return step > 0 ? `at step ${step} of ${setting.steps}` : 'before its first checkpoint';
}

function progressText({ progress: { lease }, cell: { setting } }: SurveyedRun): string {
  const { step = 0, rate = null } = lease?.progress ?? {};
  return `step ${step} of ${setting.steps}${rate === null ? '' : `, ${rate.toPrecision(3)} steps/s`}`;
}

function staleText({ progress: { holderGone }, secondsSinceBeat }: SurveyedRun): string {
  return holderGone ? 'the process has ended' : `not renewed for ${duration(secondsSinceBeat ?? 0)}`;
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
        secondsSinceRenewal: secondsSinceBeat,
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
