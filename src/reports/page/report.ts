/** Records -> one HTML file that needs nothing else: it opens from `file://`, without a network, for ever. */

import { counted } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { plotlySource } from '../charts/plotly.js';
import type { Section } from '../sections/_section.js';
import { claims } from '../sections/claims.js';
import { clouds } from '../sections/clouds.js';
import { curves } from '../sections/curves.js';
import { diagnosis } from '../sections/diagnosis.js';
import { eigenvalues } from '../sections/eigenvalues.js';
import { figureOne } from '../sections/figure-one.js';
import { choices } from '../sections/marginal-results.js';
import { methods } from '../sections/methods.js';
import { modeWeights } from '../sections/mode-weights.js';
import { paths } from '../sections/paths.js';
import { provenance } from '../sections/provenance.js';
import { reliability } from '../sections/reliability.js';
import { settings } from '../sections/settings.js';
import { summaryTable } from '../sections/summary-table.js';
import { ways } from '../sections/trajectories.js';
import { finding } from '../text/finding.js';
import { type Context, contextWithGames } from './context.js';
import type { ReportExtras } from './extras.js';
import { Html, html, jsonScript } from './html.js';
import { script } from './script.js';
import { style } from './style.js';

export type { ReportExtras } from './extras.js';

/** Past this many bytes a page is slow to open and to send: the caller should warn. */
export const LARGE = 20e6;

/** The page of one experiment, or of several side by side. The same records give the same bytes. */
export async function renderReport(records: readonly ExperimentRecord[], extras: ReportExtras): Promise<string> {
  const context = await contextWithGames(records, extras);
  const sections = [
    settings(context),
    diagnosis(context),
    choices(context),
    await clouds(context),
    await ways(context),
    await figureOne(context),
    await modeWeights(context),
    await reliability(context),
    await eigenvalues(context),
    await paths(context),
    summaryTable(context),
    claims(context),
    curves(context),
    provenance(context),
    methods(context),
  ].filter((section) => section !== null);
  return page(context, sections, await plotlySource());
}

/** An experiment's name and question; of two their names; of more their number, and the names in smaller letters. */
function heading({ records, titles }: Context): Html {
  if (records.length === 1)
    return html`<h1>${titles[0]}</h1>\n<p class="question">${records[0].experiment.question}</p>`;
  if (records.length === 2) return html`<h1>${wordList(titles)}</h1>`;
  return html`<h1>${counted(records.length, 'experiment')}</h1>\n<p class="question">${wordList(titles)}</p>`;
}

// No page of ours asks the network for anything; the browser holds it to that.
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";

function page(context: Context, sections: readonly Section[], plotly: string): string {
  const title = wordList(context.titles);
  const plots = sections.some(({ id }) => id === 'curves');
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Helvetica</title>
<style>${new Html(style)}</style>
</head>
<body>
<header>
<p class="kind">Helvetica · ${context.records.length > 1 ? 'comparison' : 'report'}</p>
${heading(context)}
</header>
<main>
<section class="sheet finding" aria-label="Finding"><h2>Finding</h2><div>${finding(context)}</div></section>
${sections.map(({ id, title, body }) => html`<section class="sheet" id="${id}"><h2>${title}</h2><div>${body}</div></section>`)}
</main>
<footer>Made by Helvetica, which finds out why a GAN failed.</footer>
${sections.map(({ data }) => (data ? jsonScript(data.id, data.json) : null))}
${plots ? new Html(`<script>${plotly}</script>`) : null}
<script>${new Html(script)}</script>
</body>
</html>`.text
  }\n`;
}
