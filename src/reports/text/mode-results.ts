/** How many modes each setting covered, in sentences. */

import { wilson } from '../../core/math/statistics/statistics.js';
import { counted, digits, INTERVAL, percents } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import { failureModes } from '../../diagnosis/catalog.js';
import { countDiagnoses } from '../../diagnosis/count-diagnoses.js';
import { finalValues } from '../../records/final-values.js';
import { isPresent } from '../../records/metric-value.js';
import { type Context, modeCount } from '../page/context.js';
import type { MetricColumn } from '../page/extras.js';
import { breakable, type Html, html } from '../page/html.js';
import { type RankedValue, summarizeMetric } from '../page/metric-summary.js';
import type { ReportSetting } from '../page/report-settings.js';

const MAX_SETTINGS_LISTED = 8; // of more, only the groups
const MAX_SETTINGS_NAMED = 3; // per group

export interface ModeOutcome {
  readonly setting: ReportSetting;
  /** Modes of the target. */
  readonly modes: number;
  /** Runs that finished with a value, or diverged. */
  readonly runs: number;
  /** Runs that covered all modes. */
  readonly complete: number;
  readonly diverged: number;
  /** Modes covered, in the median over the seeds. */
  readonly median: RankedValue;
}

/** Of the settings whose targets have modes, if these were counted. */
export function modeOutcomes(settings: readonly ReportSetting[], context: Context): readonly ModeOutcome[] {
  const column = context.columns.find(({ metric }) => metric.name === 'modes-covered');
  return column ? settings.flatMap((setting) => modeOutcome(setting, column, context) ?? []) : [];
}

function modeOutcome(setting: ReportSetting, column: MetricColumn, context: Context): ModeOutcome | null {
  const modes = modeCount(setting, context);
  const { ranked, median } = summarizeMetric(setting, column);
  if (modes === null || modes < 2 || median === null) return null;
  const complete = setting.runs.filter((run) => {
    const covered = finalValues(run).get(column.name);
    return run.outcome === 'finished' && covered && isPresent(covered) && covered.value >= modes;
  }).length;
  const diverged = ranked.filter((value) => value === 'diverged').length;
  return { setting, modes, runs: ranked.length, complete, diverged, median };
}

/** An overview, and a sentence per setting if they are few. */
export function modeResults(outcomes: readonly ModeOutcome[]): Html {
  const size = outcomes.length > 2 ? 'small' : 'large';
  return html`${outcomes.length > 2 ? html`<p>${overview(outcomes)}</p>` : null}${
    outcomes.length <= MAX_SETTINGS_LISTED
      ? html`<ul class="results ${size}">${outcomes.map((outcome) => html`<li>${settingSentence(outcome)}</li>`)}</ul>`
      : null
  }`;
}

type Category = 'complete' | 'incomplete' | 'collapsed' | 'none' | 'diverged';

/** By the median over the seeds. At most half of the modes is called a collapse. */
function categoryOf({ modes, runs, complete, diverged, median }: ModeOutcome): Category {
  if (complete > runs / 2) return 'complete';
  if (diverged > runs / 2 || median === 'diverged') return 'diverged';
  if (median === 0) return 'none';
  return median <= modes / 2 ? 'collapsed' : 'incomplete';
}

function settingSentence(outcome: ModeOutcome): Html {
  const { setting, modes, runs, complete, diverged, median } = outcome;
  const category = categoryOf(outcome);
  const interval = `${INTERVAL} ${percents(wilson({ successes: complete, trials: runs }))}`;
  const share = `${complete} of ${counted(runs, 'seed')} (${interval})`;
  const name = html`<i class="swatch" style="background:${setting.colour}"></i><strong>${breakable(setting.label)}</strong>`;
  const divergence =
    diverged > 0 && category !== 'diverged' ? ` It diverged in ${diverged} of ${counted(runs, 'seed')}.` : '';
  if (category === 'complete')
    return html`${name} covered all ${modes} modes in ${share}.${divergence}${commonFailure(setting)}`;
  if (category === 'diverged')
    return html`${name} diverged in ${diverged} of ${counted(runs, 'seed')} and covered all ${modes} modes in ${share}.${commonFailure(setting)}`;
  const covered = `covered ${runs > 1 ? 'a median of ' : ''}${digits(Number(median))} of ${modes} modes`;
  const verb = { none: covered, collapsed: `collapsed: it ${covered}`, incomplete: `lost modes: it ${covered}` }[
    category
  ];
  return html`${name} ${verb}, and all of them in ${share}.${divergence}${commonFailure(setting)}`;
}

/** The most frequent diagnosis, if it adds to the sentence before it. */
function commonFailure({ runs, record }: ReportSetting): Html | null {
  const [commonest] = countDiagnoses(runs, record.experiment);
  const mode = failureModes.get(commonest?.diagnosis ?? '');
  if (mode?.kind !== 'failure' || mode.name === 'diverged') return null;
  const share = runs.length > 1 ? html` in ${commonest.runs.length} of ${counted(runs.length, 'run')}` : null;
  return html` Diagnosis${share}: <a href="#diagnosis">${mode.name}</a> (${mode.summary}).`;
}

/** The verb phrases of the groups, over one seed and over several. */
const PHRASES: Readonly<Record<Category, (modes: string) => { readonly one: string; readonly many: string }>> = {
  complete: (modes) => ({ one: `covered ${modes}`, many: `covered ${modes} in most seeds` }),
  incomplete: () => ({ one: 'lost some modes', many: 'lost some modes (median over the seeds)' }),
  collapsed: () => ({
    one: 'collapsed to at most half of the modes',
    many: 'collapsed to at most half of the modes (median over the seeds)',
  }),
  none: () => ({ one: 'covered no mode', many: 'covered no mode (median over the seeds)' }),
  diverged: () => ({ one: 'diverged', many: 'diverged in most seeds' }),
};

function overview(outcomes: readonly ModeOutcome[]): string {
  const counts = new Set(outcomes.map(({ modes }) => modes));
  const modes = counts.size === 1 ? `all ${[...counts][0]} modes` : 'all modes';
  const seeds = outcomes.every(({ runs }) => runs === 1) ? 'one' : 'many';
  const groups = Object.entries(PHRASES).flatMap(([category, phrase]) => {
    const members = outcomes.filter((outcome) => categoryOf(outcome) === category);
    const names =
      outcomes.length > MAX_SETTINGS_LISTED && members.length <= MAX_SETTINGS_NAMED
        ? ` (${wordList(members.map(({ setting }) => setting.label))})`
        : '';
    return members.length ? [`${digits(members.length)} ${phrase(modes)[seeds]}${names}`] : [];
  });
  return `Of ${counted(outcomes.length, 'setting')}, ${wordList(groups)}.`;
}
