/** What the runs of each setting died of, on what evidence, and which single change cures it. */

import { counted, digits } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import { failureModes } from '../../diagnosis/catalog.js';
import { countDiagnoses, type DiagnosisCount } from '../../diagnosis/count-diagnoses.js';
import { diagnose, primaryDiagnosis } from '../../diagnosis/diagnose.js';
import type { Evidence } from '../../diagnosis/evidence/evidence.js';
import { type SingleOptionChange, singleOptionChanges } from '../../diagnosis/single-option-changes.js';
import type { Context } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { Arm } from '../page/settings.js';
import type { Section } from './_section.js';

export function diagnosis(context: Context): Section | null {
  const arms = context.drawn.arms.filter((arm) => arm.runs.length > 0);
  if (arms.length === 0) return null;
  return {
    id: 'diagnosis',
    title: 'What became of the runs',
    body: html`<p>Every run is asked for each failure that its readings can show; of those that hold, causes stand before symptoms, and the first is its
verdict. What a verdict needs, and its limits: <code>helvetica list failures</code>.</p>
<div class="wide bleed" tabindex="0" role="region" aria-label="Verdicts on every setting"><table class="diagnosis">
<thead><tr><th scope="col">setting</th><th scope="col" class="text">verdicts</th><th scope="col" class="text">for example</th><th scope="col" class="text">one thing changed</th></tr></thead>
<tbody>${arms.map(row)}</tbody></table></div>
<details><summary>What these verdicts mean</summary><dl class="facts">${meanings(arms)}</dl></details>
${arms.length > 1 ? CHANGES : null}`,
  };
}

const CHANGES = html`<details><summary>How one thing changed is counted</summary><p>What causes a failure, only a setting can tell that
differs in one thing and nothing else. There every run counts of which the failure holds, as its verdict or beside another. A seed counts
where the same readings tell it in both settings, and as cured where no other failure took its place.</p><p>p is McNemar’s exact test over
these seeds, adjusted for all single changes of that setting: six seeds can reach .03 where there is one, seven where there are two.</p></details>`;

function row(arm: Arm): Html {
  const counted = countDiagnoses(arm.runs, arm.record.experiment);
  return html`<tr><th scope="row"><i class="swatch" style="background:${arm.colour}"></i>${breakable(arm.label)}</th>
<td class="text">${counted.map((each) => chip(each))}</td>
<td class="text">${counted[0] ? example(counted[0], arm) : null}</td>
<td class="text">${changes(counted, arm)}</td></tr>`;
}

const TINT = { failure: 'worst', 'still-improving': '', health: 'best' } as const;

function chip({ diagnosis, runs }: DiagnosisCount): Html {
  const known = diagnosis === null ? undefined : failureModes.get(diagnosis);
  return html`<p><span class="verdict ${known ? TINT[known.kind] : ''}" title="${known?.description ?? 'No failure mode can be detected from what was measured.'}">${diagnosis ?? 'inconclusive'}</span>${counted(runs.length, 'run')}</p>`;
}

/** The evidence of the first such run. */
function example({ runs: [run] }: DiagnosisCount, arm: Arm): Html {
  const { experiment } = arm.record;
  const found = primaryDiagnosis(run, experiment);
  if ('absent' in found) return html`Seed ${run.seed}: ${found.absent}.`;
  const [first, ...rest] = diagnose(run, experiment).findings;
  const others = rest.filter(({ failureMode }) => failureMode.kind !== 'health');
  const also = others.length ? ` Also ${wordList(others.map(({ failureMode }) => failureMode.name))}.` : '';
  return html`Seed ${run.seed}: ${first.failureMode.summary}. ${first.evidence.map(sayEvidence)}${also}`;
}

/** `js 0.684 at step 3000 (0.693: disjoint supports).` */
function sayEvidence({ metric, value, reference, explanation, ...where }: Evidence): Html {
  const number = typeof value === 'number' ? digits(value) : value;
  return html`<span class="evidence"><b>${breakable(metric)} ${number}</b>${sayWhere(where)} (${reference === null ? explanation : `${digits(reference)}: ${explanation}`}).</span> `;
}

function sayWhere({ from, to, statistic }: Pick<Evidence, 'from' | 'to' | 'statistic'>): string {
  if (statistic === 'last') return ` at step ${digits(to)}`;
  return `, the ${statistic} of steps ${digits(from)} to ${digits(to)}`;
}

const SHOWN = 3; // changes of a setting

/** Of the failure that most runs have: the single changes after which fewer have it. */
function changes(counted: readonly DiagnosisCount[], arm: Arm): Html | null {
  const failing = counted.find(
    ({ diagnosis }) => diagnosis !== null && failureModes.get(diagnosis)?.kind === 'failure',
  );
  if (!failing?.diagnosis) return null;
  const tried = singleOptionChanges(arm.record, arm.cell, failing.diagnosis);
  if (tried.length === 0) return html`<span class="note">No other setting differs in one thing only.</span>`;
  const better = tried.filter(({ failingBefore, failingAfter, replaced }) => failingAfter + replaced < failingBefore);
  if (better.length === 0)
    return html`<span class="note">${tried.length === 1 ? 'The only single change does not leave' : `None of ${tried.length} single changes leaves`} fewer runs with ${failing.diagnosis} or another failure in its place.</span>`;
  return html`${better.slice(0, SHOWN).map((change) => sayChange(change, failing.diagnosis!))}`;
}

function sayChange(change: SingleOptionChange, failureMode: string): Html {
  const { axis, from, to, failingBefore, failingAfter, pairs, inconclusive, replaced, diagnosesAfter, p } = change;
  const other = replaced > 0 ? `, another failure in its place in ${replaced}` : '';
  const without = inconclusive > 0 ? ` (${inconclusive} more are inconclusive)` : '';
  const now = diagnosesAfter.map(({ diagnosis, runs }) => `${runs.length} ${diagnosis ?? 'inconclusive'}`);
  return html`<p><b>${axis}</b> ${breakable(from)} → ${breakable(to)}: ${failureMode} in ${failingAfter} instead of ${failingBefore} of ${counted(pairs, 'seed')}${without}${other}; there ${wordList(now)}${p === null ? null : html` <small>p = ${digits(p, 2)}</small>`}</p>`;
}

/** Every diagnosis that occurs, in a sentence. */
function meanings(arms: readonly Arm[]): readonly Html[] {
  const there = new Set(
    arms.flatMap(({ runs, record }) =>
      runs.flatMap((run) => diagnose(run, record.experiment).findings.map(({ failureMode }) => failureMode)),
    ),
  );
  return [...there].map(
    ({ name, description: says, paper }) =>
      html`<div><dt>${name}</dt><dd>${says}${paper ? html` <small>${paper}</small>` : null}</dd></div>`,
  );
}
