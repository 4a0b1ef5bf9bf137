/** The experiment's claims with their verdicts, and the seeds' answers behind them. */

import { digits } from '../../core/text/typeset-numbers.js';
import type { ClaimResult } from '../../inference/claims/claims.js';
import { reproductionOf, reproductionSentence } from '../../inference/claims/reproduction.js';
import type { Context } from '../page/context.js';
import { type Html, html } from '../page/html.js';
import type { Section } from './_section.js';

export function claims({ records, titles, judged }: Context): Section | null {
  if (judged.every((results) => results.length === 0)) return null;
  return {
    id: 'claims',
    title: 'Claims',
    body: html`<p>Every seed answers each claim with yes, no or no evidence. A claim is supported or refuted where the 95 % interval on the share of yes
leaves no doubt on which side of one half it lies, or of the share that the claim itself asks for.</p>
${judged.map((results, i) => html`${records.length > 1 && results.length ? html`<h3>${titles[i]}</h3>` : null}${results.map(one)}`)}`,
  };
}

function one(result: ClaimResult): Html {
  const { claim, seeds, questions, profile } = result;
  const verdict = claim.published ? reproductionOf(result) : result.verdict;
  return html`<article class="claim ${verdict}"><h3><span class="verdict">${verdict}</span> ${claim.says}</h3>
<p>${claim.published ? reproductionSentence(result) : result.sentence}${claim.published ? html` Published: ${claim.published.value}.` : null}</p>
<p class="note">${claim.source}${profile ? ` · profile ${profile}` : null} · <code>${claim.id}</code></p>
<details><summary>What each seed says</summary><p>The claim holds where <code>${claim.holds}</code>.</p>
<div class="wide" tabindex="0" role="region" aria-label="The seeds’ answers to ${claim.id}"><table><thead><tr><th scope="col">seed</th><th scope="col">answer</th>${questions.map((question) => html`<th scope="col"><code>${question}</code></th>`)}<th scope="col" class="text">why not</th></tr></thead>
<tbody>${seeds.map(
    (seed) =>
      html`<tr><th scope="row">${seed.seed}</th><td>${seed.answer}${seed.diverged ? ' (diverged)' : null}</td>${seed.values.map((value) => html`<td>${typeof value === 'number' ? digits(value) : String(value ?? '–')}</td>`)}<td class="text">${seed.reason}</td></tr>`,
  )}</tbody></table></div></details></article>`;
}
