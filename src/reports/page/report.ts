import { counted } from '../../core/text/typeset-numbers.js';
import { wordList } from '../../core/text/words.js';
import type { ExperimentRecord } from '../../records/run-record.js';
import { version } from '../../records/version.js';
import { plotlySource } from '../charts/plotly.js';
import { type RenderedSection, renderSection, type SectionSource } from '../sections/_section.js';
import { calibrationSection } from '../sections/calibration.js';
import { claimsSection } from '../sections/claims.js';
import { diagnosisSection } from '../sections/diagnosis.js';
import { eigenvaluesSection } from '../sections/eigenvalues.js';
import { figureOneSection } from '../sections/figure-one.js';
import { finalMetricsSection } from '../sections/final-metrics.js';
import { keyResultsSection } from '../sections/key-results.js';
import { marginalResultsSection } from '../sections/marginal-results.js';
import { methodsSection } from '../sections/methods.js';
import { modeWeightsSection } from '../sections/mode-weights.js';
import { pathAngleSection } from '../sections/path-angle.js';
import { provenanceSection } from '../sections/provenance.js';
import { samplesSection } from '../sections/samples.js';
import { setupSection } from '../sections/setup.js';
import { trainingCurvesSection } from '../sections/training-curves.js';
import { trajectoriesSection } from '../sections/trajectories.js';
import { type Context, contextWithGames } from './context.js';
import { defaultExtras } from './default-extras.js';
import type { ReportExtras } from './extras.js';
import { Html, html } from './html.js';
import { script } from './script.js';
import { style } from './style.js';

/** Above this size a page is slow to open and to send: the caller should warn. */
export const LARGE_PAGE_BYTES = 20e6;

/** In the order of the page. Provenance lists the damaged files that the sections before it have found. */
const SECTIONS: readonly SectionSource[] = [
  { id: 'key-results', title: 'Key results', render: keyResultsSection },
  { id: 'setup', title: 'Experimental setup', render: setupSection },
  { id: 'diagnosis', title: 'Diagnosis', render: diagnosisSection },
  { id: 'marginal-results', title: 'Marginal results', render: marginalResultsSection },
  { id: 'samples', title: 'Generated samples', render: samplesSection },
  { id: 'trajectories', title: 'Trajectories', render: trajectoriesSection },
  { id: 'figure-1', title: 'Densities and discriminator', render: figureOneSection },
  { id: 'mode-weights', title: 'Mode weights over training', render: modeWeightsSection },
  { id: 'calibration', title: 'Calibration of D', render: calibrationSection },
  { id: 'eigenvalues', title: 'Eigenvalues of the Jacobian', render: eigenvaluesSection },
  { id: 'path-angle', title: 'Path angle', render: pathAngleSection },
  { id: 'final-metrics', title: 'Final metrics', render: finalMetricsSection },
  { id: 'claims', title: 'Claims', render: claimsSection },
  { id: 'training-curves', title: 'Training curves', render: trainingCurvesSection },
  { id: 'provenance', title: 'Provenance', render: provenanceSection },
  { id: 'methods', title: 'Methods', render: methodsSection },
];

/**
 * Renders experiments as one HTML page that needs no other file and no network: key results, setup, diagnoses, plots, final
 * metrics, claims, training curves, provenance and methods. The same records and extras give the same bytes. A section that fails
 * is replaced by one line with the reason; damaged arrays are listed in the section Provenance.
 *
 * @param records - the experiments to show, side by side if there are several; of each run also the arrays in its folder are
 *   read, for plots of samples and densities
 * @param extras - replaces what is known of metrics, targets, games and claims; adds nulls of metrics that rest on samples, and the
 *   command line that the page prints
 * @returns the page's HTML; some 5 MB, since it embeds plotly.js
 * @example
 * const record = await readExperiment('results/ring');
 * await writeFile('report.html', await renderReport([record]));
 */
export async function renderReport(
  records: readonly ExperimentRecord[],
  extras: Partial<ReportExtras> = {},
): Promise<string> {
  const context = await contextWithGames(records, { ...defaultExtras, ...extras });
  const sections: RenderedSection[] = [];
  for (const source of SECTIONS) {
    const section = await renderSection(source, context);
    if (section) sections.push(section);
  }
  return page(context, sections, await plotlySource());
}

/** An experiment's name and question; of two their names; of more their number, and the names in smaller type. */
function heading({ records, titles }: Context): Html {
  if (records.length === 1)
    return html`<h1>${titles[0]}</h1>\n<p class="question">${records[0].experiment.question}</p>`;
  if (records.length === 2) return html`<h1>${wordList(titles)}</h1>`;
  return html`<h1>${counted(records.length, 'experiment')}</h1>\n<p class="question">${wordList(titles)}</p>`;
}

// The page makes no network request, and the browser enforces it.
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";

function page(context: Context, sections: readonly RenderedSection[], plotly: string): string {
  const title = wordList(context.titles);
  const hasCurves = sections.some(({ id, script }) => id === 'training-curves' && script);
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
${sections.map(({ id, title, body }) => html`<section class="sheet" id="${id}"><h2>${title}</h2><div>${body}</div></section>`)}
</main>
<footer>Generated by Helvetica ${version()}</footer>
${sections.map(({ script }) => script)}
${hasCurves ? new Html(`<script>${plotly}</script>`) : null}
<script>${new Html(script)}</script>
</body>
</html>`.text
  }\n`;
}
