/** The experiment's claims with their verdicts, and whether they are true in each seed. */
import { digits } from '../../core/text/typeset-numbers.js';
import type { ClaimResult } from '../../inference/claims/claims.js';
import { reproductionOf, reproductionSentence } from '../../inference/claims/reproduction.js';
import type { Context } from '../page/context.js';
import { type Html, html } from '../page/html.js';
import type { Section } from './_section.js';

export function claimsSection({ records, titles, claimResults }: Context): Section | null {
  if (claimResults.every((results) => results.length === 0)) return null;
  return {
    id: 'claims',
    title: 'Claims',
    body: html`<p>Each claim is evaluated in every seed. It is supported if the 95 % interval for the share of seeds in which it is true is above one half, refuted
if the interval is below, and otherwise undecided. A claim may state another share than one half.</p>
${claimResults.map((results, i) => html`${records.length > 1 && results.length ? html`<h3>${titles[i]}</h3>` : null}${results.map(claimHtml)}`)}`,
  };
}

function claimHtml(result: ClaimResult): Html {
  const { claim, seeds, questions, profile } = result;
  const verdict = claim.published ? reproductionOf(result) : result.verdict;
  return html`<article class="claim ${verdict}"><h3><span class="verdict">${verdict}</span> ${claim.says}</h3>
<p>${claim.published ? reproductionSentence(result) : result.sentence}${claim.published ? html` Published: ${claim.published.value}.` : null}</p>
<p class="note">${claim.source}${profile ? ` · profile ${profile}` : null} · <code>${claim.id}</code></p>
<details><summary>Seed by seed</summary><p>Condition: <code>${claim.holds}</code></p>
<div class="wide" tabindex="0" role="region" aria-label="${claim.id} by seed"><table><thead><tr><th scope="col">seed</th><th scope="col">true</th>${questions.map((question) => html`<th scope="col"><code>${question}</code></th>`)}<th scope="col" class="text">reason</th></tr></thead>
<tbody>${seeds.map(
    (seed) =>
      html`<tr><th scope="row">${seed.seed}</th><td>${seed.answer === 'none' ? 'no evidence' : seed.answer}${seed.diverged ? ' (diverged)' : null}</td>${seed.values.map((value) => html`<td>${typeof value === 'number' ? digits(value) : String(value ?? '–')}</td>`)}<td class="text">${seed.reason}</td></tr>`,
  )}</tbody></table></div></details></article>`;
}
