/** What the runs of each setting died of, on what evidence, and which single change cures it. */

import { counted, digits } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import { failureModes } from '../../diagnosis/catalog.js';
import { diagnose, primaryDiagnosis } from '../../diagnosis/diagnose.js';
import type { Evidence } from '../../diagnosis/evidence/finding.js';
import { type OneChange, oneChanges } from '../../diagnosis/single-option-changes.js';
import { type Counted, tally } from '../../diagnosis/tally.js';
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
  const counted = tally(arm.runs, arm.record.experiment);
  return html`<tr><th scope="row"><i class="swatch" style="background:${arm.colour}"></i>${breakable(arm.label)}</th>
<td class="text">${counted.map((each) => chip(each))}</td>
<td class="text">${counted[0] ? example(counted[0], arm) : null}</td>
<td class="text">${changes(counted, arm)}</td></tr>`;
}

const TINT = { failure: 'worst', 'still-improving': '', health: 'best' } as const;

function chip({ verdict, runs }: Counted): Html {
  const known = verdict === null ? undefined : failureModes.get(verdict);
  return html`<p><span class="verdict ${known ? TINT[known.kind] : ''}" title="${known?.description ?? 'Nothing that was measured can tell.'}">${verdict ?? 'untold'}</span>${counted(runs.length, 'run')}</p>`;
}

/** The evidence of the first such run. */
function example({ runs: [run] }: Counted, arm: Arm): Html {
  const { experiment } = arm.record;
  const found = primaryDiagnosis(run, experiment);
  if ('absent' in found) return html`Seed ${run.seed}: ${found.absent}.`;
  const [first, ...rest] = diagnose(run, experiment).holding;
  const others = rest.filter(({ verdict }) => verdict.kind !== 'health');
  const also = others.length ? ` Also ${wordList(others.map(({ verdict }) => verdict.name))}.` : '';
  return html`Seed ${run.seed}: ${first.verdict.means}. ${first.evidence.map(sayEvidence)}${also}`;
}

/** `js 0.684 at step 3000 (0.693: disjoint supports).` */
function sayEvidence({ reading, value, beside, says, ...where }: Evidence): Html {
  const number = typeof value === 'number' ? digits(value) : value;
  return html`<span class="evidence"><b>${breakable(reading)} ${number}</b>${sayWhere(where)} (${beside === null ? says : `${digits(beside)}: ${says}`}).</span> `;
}

function sayWhere({ from, to, statistic }: Pick<Evidence, 'from' | 'to' | 'statistic'>): string {
  if (statistic === 'last') return ` at step ${digits(to)}`;
  return `, the ${statistic} of steps ${digits(from)} to ${digits(to)}`;
}

const SHOWN = 3; // changes of a setting

/** Of the failure that most runs have: the single changes after which fewer have it. */
function changes(counted: readonly Counted[], arm: Arm): Html | null {
  const failing = counted.find(({ verdict }) => verdict !== null && failureModes.get(verdict)?.kind === 'failure');
  if (!failing?.verdict) return null;
  const tried = oneChanges(arm.record, arm.cell, failing.verdict);
  if (tried.length === 0) return html`<span class="note">No other setting differs in one thing only.</span>`;
  const better = tried.filter(({ here, there, replaced }) => there + replaced < here);
  if (better.length === 0)
    return html`<span class="note">${tried.length === 1 ? 'The only single change does not leave' : `None of ${tried.length} single changes leaves`} fewer runs with ${failing.verdict} or another failure in its place.</span>`;
  return html`${better.slice(0, SHOWN).map((change) => sayChange(change, failing.verdict!))}`;
}

function sayChange(change: OneChange, verdict: string): Html {
  const { axis, from, to, here, there, pairs, untold, replaced, instead, p } = change;
  const other = replaced > 0 ? `, another failure in its place in ${replaced}` : '';
  const without = untold > 0 ? ` (${untold} more cannot be compared)` : '';
  const now = instead.map((counted) => `${counted.runs.length} ${counted.verdict ?? 'untold'}`);
  return html`<p><b>${axis}</b> ${breakable(from)} → ${breakable(to)}: ${verdict} in ${there} instead of ${here} of ${counted(pairs, 'seed')}${without}${other}; there ${wordList(now)}${p === null ? null : html` <small>p = ${digits(p, 2)}</small>`}</p>`;
}

/** Every verdict that occurs, in a sentence. */
function meanings(arms: readonly Arm[]): readonly Html[] {
  const there = new Set(
    arms.flatMap(({ runs, record }) =>
      runs.flatMap((run) => diagnose(run, record.experiment).holding.map(({ verdict }) => verdict)),
    ),
  );
  return [...there].map(
    ({ name, description: says, paper }) =>
      html`<div><dt>${name}</dt><dd>${says}${paper ? html` <small>${paper}</small>` : null}</dd></div>`,
  );
}
