/** Records -> one HTML file that needs nothing else: it opens from `file://`, without a network, for ever. */

import { counted } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { plotlySource } from '../charts/plotly.js';
import type { Section } from '../sections/_section.js';
import { claimsSection } from '../sections/claims.js';
import { samplesSection } from '../sections/samples.js';
import { trainingCurvesSection } from '../sections/training-curves.js';
import { diagnosisSection } from '../sections/diagnosis.js';
import { eigenvaluesSection } from '../sections/eigenvalues.js';
import { figureOneSection } from '../sections/figure-one.js';
import { marginalResultsSection } from '../sections/marginal-results.js';
import { methodsSection } from '../sections/methods.js';
import { modeWeightsSection } from '../sections/mode-weights.js';
import { pathAngleSection } from '../sections/path-angle.js';
import { provenanceSection } from '../sections/provenance.js';
import { calibrationSection } from '../sections/calibration.js';
import { setupSection } from '../sections/setup.js';
import { finalMetricsSection } from '../sections/final-metrics.js';
import { trajectoriesSection } from '../sections/trajectories.js';
import { keyResultsSection } from '../sections/key-results.js';
import { type Context, contextWithGames } from './context.js';
import type { ReportExtras } from './extras.js';
import { Html, html, jsonScript } from './html.js';
import { script } from './script.js';
import { style } from './style.js';

export type { ReportExtras } from './extras.js';

/** Past this many bytes a page is slow to open and to send: the caller should warn. */
export const LARGE_PAGE_BYTES = 20e6;

/** The page of one experiment, or of several side by side. The same records give the same bytes. */
export async function renderReport(records: readonly ExperimentRecord[], extras: ReportExtras): Promise<string> {
  const context = await contextWithGames(records, extras);
  const sections = [
    setupSection(context),
    diagnosisSection(context),
    marginalResultsSection(context),
    await samplesSection(context),
    await trajectoriesSection(context),
    await figureOneSection(context),
    await modeWeightsSection(context),
    await calibrationSection(context),
    await eigenvaluesSection(context),
    await pathAngleSection(context),
    finalMetricsSection(context),
    claimsSection(context),
    trainingCurvesSection(context),
    provenanceSection(context),
    methodsSection(context),
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
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";

function page(context: Context, sections: readonly Section[], plotly: string): string {
  const title = wordList(context.titles);
  const plots = sections.some(({ id }) => id === 'curves');
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
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
<section class="sheet finding" aria-label="Finding"><h2>Finding</h2><div>${keyResultsSection(context)}</div></section>
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
