/** The diagnoses of each setting's runs, their evidence, and the single-option changes that reduce the failures. */

import { counted, digits } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import { failureModes } from '../../diagnosis/catalog.js';
import { countDiagnoses, type DiagnosisCount } from '../../diagnosis/count-diagnoses.js';
import { diagnose, primaryDiagnosis } from '../../diagnosis/diagnose.js';
import type { Evidence } from '../../diagnosis/evidence/evidence.js';
import { type SingleOptionChange, singleOptionChanges } from '../../diagnosis/single-option-changes.js';
import type { Context } from '../page/context.js';
import { breakable, type Html, html } from '../page/html.js';
import type { ReportSetting } from '../page/report-settings.js';
import type { Section } from './_section.js';

export function diagnosisSection(context: Context): Section | null {
  const settings = context.drawn.settings.filter((setting) => setting.runs.length > 0);
  if (settings.length === 0) return null;
  return {
    id: 'diagnosis',
    title: 'Diagnosis',
    body: html`<p>Each run is tested for every failure mode that its metrics can detect. If several apply, causes are listed before symptoms and the first is
the diagnosis. <code>helvetica list failures</code> lists the failure modes with the metrics that they need. The last column lists
changes of a single option after which fewer runs fail.</p>
<div class="wide bleed" tabindex="0" role="region" aria-label="Diagnoses of every setting"><table class="diagnoses">
<thead><tr><th scope="col">setting</th><th scope="col" class="text">diagnosis</th><th scope="col" class="text">evidence (example)</th><th scope="col" class="text">single-option changes</th></tr></thead>
<tbody>${settings.map(rowHtml)}</tbody></table></div>
<details><summary>What these diagnoses mean</summary><dl class="facts">${descriptions(settings)}</dl></details>
${settings.length > 1 ? CHANGES_EXPLAINED : null}`,
  };
}

const CHANGES_EXPLAINED = html`<details><summary>How single-option changes are counted</summary><p>Only settings that differ in exactly one option can show what causes a
failure. A run fails if the failure mode applies to it, whether as its diagnosis or beside another. A seed is compared if the same metrics decide in both
settings. If another failure appears in its place, the seed counts as replaced, not as cured.</p><p>The p-value is that of McNemar’s exact test over these
seeds: the probability of a difference at least as large if the change had no effect. It is adjusted by Holm for all single-option changes of
the setting. With one change, six seeds can reach 0.03; with two, it takes seven.</p></details>`;

function rowHtml(setting: ReportSetting): Html {
  const counts = countDiagnoses(setting.runs, setting.record.experiment);
  return html`<tr><th scope="row"><i class="swatch" style="background:${setting.colour}"></i>${breakable(setting.label)}</th>
<td class="text">${counts.map((count) => chip(count))}</td>
<td class="text">${counts[0] ? example(counts[0], setting) : null}</td>
<td class="text">${changes(counts, setting)}</td></tr>`;
}

const INCONCLUSIVE =
  'The measured values do not decide between the failure modes and a healthy run; the evidence states what is missing.';

const TINT = { failure: 'worst', 'still-improving': '', health: 'best' } as const;

function chip({ diagnosis, runs }: DiagnosisCount): Html {
  const mode = diagnosis === null ? undefined : failureModes.get(diagnosis);
  const description = mode?.description ?? INCONCLUSIVE;
  return html`<p><span class="diagnosis ${mode ? TINT[mode.kind] : ''}" title="${description}">${diagnosis ?? 'inconclusive'}</span>${counted(runs.length, 'run')}</p>`;
}

/** The evidence of the first run with that diagnosis. */
function example({ runs: [run] }: DiagnosisCount, setting: ReportSetting): Html {
  const { experiment } = setting.record;
  const primary = primaryDiagnosis(run, experiment);
  if ('absent' in primary) return html`Seed ${run.seed}: ${primary.absent}.`;
  const [first, ...rest] = diagnose(run, experiment).findings;
  const others = rest.filter(({ failureMode }) => failureMode.kind !== 'health');
  const also = others.length ? ` Also ${wordList(others.map(({ failureMode }) => failureMode.name))}.` : '';
  return html`Seed ${run.seed}: ${first.failureMode.summary}. ${first.evidence.map(evidenceHtml)}${also}`;
}

/** `js 0.684 at step 3000 (vs 0.693: value for disjoint supports).` */
function evidenceHtml({ metric, value, reference, explanation, ...span }: Evidence): Html {
  const number = typeof value === 'number' ? digits(value) : value;
  const compared = reference === null ? explanation : `vs ${digits(reference)}: ${explanation}`;
  return html`<span class="evidence"><b>${breakable(metric)} ${number}</b>${spanText(span)} (${compared}).</span> `;
}

function spanText({ from, to, statistic }: Pick<Evidence, 'from' | 'to' | 'statistic'>): string {
  if (statistic === 'last') return ` at step ${digits(to)}`;
  return `, the ${statistic} of steps ${digits(from)} to ${digits(to)}`;
}

const MAX_CHANGES_SHOWN = 3; // per setting

/** The single-option changes that reduce the setting's most frequent failure. */
function changes(counts: readonly DiagnosisCount[], setting: ReportSetting): Html | null {
  const failing = counts.find(({ diagnosis }) => diagnosis !== null && failureModes.get(diagnosis)?.kind === 'failure');
  if (!failing?.diagnosis) return null;
  const compared = singleOptionChanges(setting.record, setting.cell, failing.diagnosis);
  if (compared.length === 0) return html`<span class="note">No other setting differs in exactly one option.</span>`;
  const better = compared.filter(
    ({ failingBefore, failingAfter, replaced }) => failingAfter + replaced < failingBefore,
  );
  if (better.length === 0) return html`<span class="note">No single-option change reduced the failures.</span>`;
  return html`${better.slice(0, MAX_CHANGES_SHOWN).map((change) => changeHtml(change, failing.diagnosis!))}`;
}

function changeHtml(change: SingleOptionChange, failureMode: string): Html {
  const { axis, from, to, failingBefore, failingAfter, pairs, inconclusive, replaced, diagnosesAfter, p } = change;
  const replacedText = replaced > 0 ? `, replaced by another failure in ${replaced}` : '';
  const inconclusiveText = inconclusive > 0 ? ` (another ${counted(inconclusive, 'seed')} inconclusive)` : '';
  const after = diagnosesAfter.map(({ diagnosis, runs }) => `${runs.length} ${diagnosis ?? 'inconclusive'}`);
  return html`<p><b>${axis}</b> ${breakable(from)} → ${breakable(to)}: ${failureMode} in ${failingAfter} instead of ${failingBefore} of ${counted(pairs, 'seed')}${inconclusiveText}${replacedText}. All runs after the change: ${wordList(after)}.${p === null ? null : html` <small>McNemar’s p-value ${digits(p, 2)}</small>`}</p>`;
}

/** The descriptions of all failure modes that apply to a run, and of inconclusive runs. */
function descriptions(settings: readonly ReportSetting[]): readonly Html[] {
  const modes = new Set(
    settings.flatMap(({ runs, record }) =>
      runs.flatMap((run) => diagnose(run, record.experiment).findings.map(({ failureMode }) => failureMode)),
    ),
  );
  const isInconclusive = settings.some(({ runs, record }) =>
    countDiagnoses(runs, record.experiment).some(({ diagnosis }) => diagnosis === null),
  );
  return [
    ...[...modes].map(
      ({ name, description, paper }) =>
        html`<div><dt>${name}</dt><dd>${description}${paper ? html` <small>${paper}</small>` : null}</dd></div>`,
    ),
    ...(isInconclusive ? [html`<div><dt>inconclusive</dt><dd>${INCONCLUSIVE}</dd></div>`] : []),
  ];
}
