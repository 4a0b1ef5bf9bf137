/** The page's style: black on white; colour is reserved for the data. */
export const style = `
:root { --ink: #161616; --soft: #5f5f5f; --line: #d9d9d9; --faint: #efefef; --link: #005a8f; --best: #dcebf7; --worst: #fbe6d4; color-scheme: light; }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 1100px; padding: 56px 28px 96px; background: #fff; color: var(--ink);
  font: 16px/1.5 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: clamp(34px, 6vw, 60px); line-height: 1.02; letter-spacing: -0.03em; margin: 0 0 18px; overflow-wrap: anywhere; }
h2 { font-size: 16px; line-height: 1.35; margin: 0; letter-spacing: -0.005em; }
h3 { font-size: 15px; line-height: 1.4; margin: 22px 0 4px; }
p { margin: 0 0 12px; max-width: 42em; }
a { color: var(--link); }
small, .note, figcaption p { font-size: 13px; line-height: 1.45; color: var(--soft); }
code { font: 0.88em/1.4 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }

.kind { font-size: 13px; color: var(--soft); margin: 0 0 40px; }
.question { font-size: 21px; line-height: 1.35; max-width: 32em; margin-bottom: 0; }
.sheet { display: grid; grid-template-columns: 168px minmax(0, 1fr); gap: 0 28px; border-top: 1px solid var(--ink); padding: 14px 0 56px; }
.sheet > div > :last-child { margin-bottom: 0; }
header { padding-bottom: 52px; }
#key-results p { font-size: 21px; line-height: 1.4; max-width: 36em; }
.results { list-style: none; margin: 0 0 12px; padding: 0; max-width: 36em; }
.results.large { font-size: 21px; line-height: 1.4; }
.results.small { max-width: 46em; }
.results li { margin-bottom: 10px; }
.results.small li { margin-bottom: 6px; }
#key-results .caution { font-size: 15px; color: var(--soft); max-width: 46em; }

.facts { margin: 0 0 14px; }
.facts div { display: grid; grid-template-columns: 150px minmax(0, 1fr); gap: 16px; padding: 5px 0; border-bottom: 1px solid var(--faint); }
.facts.two { columns: 2; column-gap: 36px; }
.facts.two div { grid-template-columns: 104px minmax(0, 1fr); break-inside: avoid; }
.facts.two .swept { column-span: all; grid-template-columns: fit-content(20em) minmax(0, 1fr); }
.facts.two .swept dt { min-width: 150px; overflow-wrap: anywhere; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.facts .swept dt { color: var(--ink); font-weight: 700; }
.facts .swept dt small { font-weight: 400; }
.facts .swept code { display: inline-block; margin-right: 14px; }
.methods { margin-bottom: 18px; table-layout: fixed; width: calc(100% + 196px); }
.methods th, .methods td { text-align: left; white-space: normal; overflow-wrap: anywhere; padding: 10px 20px 10px 0; }
.methods thead th:first-child { width: 168px; }
.methods thead th:last-child { width: 38%; }
.methods tbody th { font-weight: 700; }
.methods small { margin: 0; max-width: none; }
.methods tbody tr { scroll-margin-top: 16px; }
.methods tr:target { background: #fff8e6; }
.methods td div + div { margin-top: 8px; }
.methods details { margin-top: 6px; }
.methods details p, .methods ul { margin: 0 0 8px; font-size: 13.5px; max-width: 46em; }
.methods ul { padding-left: 16px; }

.wide { overflow-x: auto; }
.bleed { margin-left: -196px; }
.caption { font-size: 13px; line-height: 1.45; color: var(--soft); max-width: 54em; }
h1, h2, p, li, dt, dd, th, td, code, figcaption, .caption { unicode-bidi: isolate; }
table { border-collapse: collapse; font-size: 14px; line-height: 1.35; }
th, td { text-align: right; vertical-align: top; padding: 8px 9px; font-weight: 400; white-space: nowrap; }
thead th { vertical-align: bottom; border-bottom: 1px solid var(--ink); font-weight: 700; }
tbody tr { border-bottom: 1px solid var(--faint); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
tbody th { max-width: 17em; white-space: normal; overflow-wrap: anywhere; }
td.text, th.text { text-align: left; white-space: normal; min-width: 14em; }
td small, th small { display: block; font-size: 12px; font-weight: 400; color: var(--soft); max-width: 11em; margin-left: auto; white-space: normal; }
thead small { white-space: nowrap; }
tfoot th, tfoot td { color: var(--soft); font-style: italic; }
.summary th:first-child { position: sticky; left: 0; background: #fff; min-width: 12em; padding-right: 14px; }
.dense { font-size: 12.5px; }
.dense th, .dense td { padding: 7px 5px; }
.dense thead th { white-space: normal; overflow-wrap: break-word; min-width: 4.2em; }
.dense small { font-size: 11px; }
.dense th:first-child { min-width: 10em; padding-left: 0; }
.summary th:first-child small { margin-left: 0; }
.summary:not(.dense) tbody th { max-width: 30em; }
.best { background: var(--best); }
.worst { background: var(--worst); }
.caption .best, .caption .worst { padding: 1px 5px; color: var(--ink); }
figcaption .setting { color: var(--ink); }
td.absent { color: var(--soft); }
.swatch { display: inline-block; width: 10px; height: 10px; border-radius: 50%; margin-right: 8px; }
.term { color: inherit; text-decoration: underline dotted var(--soft); text-underline-offset: 3px; }
details { margin: 10px 0 0; }
details details { margin-left: 0; }
summary { cursor: pointer; font-size: 13px; color: var(--soft); width: fit-content; }
details[open] > summary { margin-bottom: 8px; }
.warning { border-left: 4px solid #d55e00; padding: 2px 0 2px 14px; }

.claim { padding: 0 0 14px; border-bottom: 1px solid var(--faint); margin-bottom: 14px; }
.claim h3 { margin: 0 0 4px; font-size: 16px; }
.claim p { margin-bottom: 4px; }
.verdict, .diagnosis { display: inline-block; font-size: 12px; font-weight: 700; padding: 2px 8px; margin-right: 8px; border: 1px solid var(--soft); border-radius: 2px; vertical-align: 1px; }
.diagnoses td { min-width: 15em; font-size: 13px; line-height: 1.45; }
.diagnoses td:nth-child(2) { min-width: 11em; }
.diagnoses tbody th { min-width: 10em; }
.diagnoses p { margin: 0 0 4px; }
.diagnoses .evidence { display: block; }
.diagnoses .evidence b { font-weight: 600; }
.diagnoses td small { display: inline; }
.diagnosis.best { border-color: #0072b2; }
.diagnosis.worst { border-color: #d55e00; }
.supported .verdict, .reproduced .verdict { background: var(--best); border-color: #0072b2; }
.refuted .verdict, .contradicted .verdict { background: var(--worst); border-color: #d55e00; }

.controls { display: none; gap: 10px 22px; align-items: center; flex-wrap: wrap; position: sticky; top: 0; z-index: 2; background: #fffffff2; padding: 10px 0; margin-bottom: 8px; font-size: 14px; }
.scripted .controls { display: flex; }
.controls label { display: flex; gap: 10px; align-items: center; }
.controls .grow { flex: 1; min-width: 220px; }
.controls input[type="range"] { flex: 1; min-width: 90px; accent-color: var(--ink); margin: 0; }
.controls output { min-width: 4.5em; text-align: right; }
.controls select, .controls button { font: inherit; color: inherit; background: #fff; border: 1px solid var(--soft); border-radius: 3px; padding: 4px 10px; }
.controls button { min-width: 5em; cursor: pointer; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr)); gap: 26px 24px; margin-top: 6px; margin-bottom: 14px; }
.panels.small .panel { max-width: 440px; }
.panels.large { grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
.panels.large .panel { max-width: 620px; }
.panel { margin: 0; break-inside: avoid; display: grid; grid-template-rows: subgrid; grid-row: span 3; row-gap: 0; align-items: start; }
.panel figcaption { font-size: 14px; line-height: 1.35; margin-bottom: 6px; overflow-wrap: anywhere; }
.panel svg { display: block; width: 100%; height: auto; }
.panel svg.scatter { border: 1px solid var(--line); }
.strips svg + svg { margin-top: 8px; }
.strip .background { fill: none; stroke: var(--line); }
.strip .missing { fill: none; stroke: var(--soft); stroke-dasharray: 1 3; }
.strip text { font-size: 12px; fill: var(--soft); }
.panel .caption { font-size: 13px; color: var(--soft); margin: 6px 0 0; min-height: 1.45em; }
.plane text { font-size: 43px; }
.plane .axis path { stroke-width: 2; }
.plane .edge { fill: none; stroke: var(--line); stroke-width: 3; }
.plane .stable { fill: #000; fill-opacity: 0.06; }
.plane .field { fill: none; stroke: #9a9a9a; stroke-width: 2.5; }
.plane .trail { fill: none; stroke-width: 4.5; stroke-linejoin: round; stroke-opacity: 0.8; }
.plane .equilibrium { fill: none; stroke: var(--ink); stroke-width: 5; }
.plane .dots { stroke-width: 22; stroke-opacity: 0.9; }
.path text { font-size: 27px; }
.path .axis path { stroke-width: 2; }
.path .cosine { fill: none; stroke-width: 5; }
.path .norm { fill: none; stroke: var(--ink); stroke-width: 3; }
.plane .reliability { fill: none; stroke-width: 7; }
.plane .axis .theory { stroke: var(--ink); stroke-width: 4; stroke-dasharray: 4 9; }
.plane .mass { stroke-width: 22; stroke-opacity: 0.3; }
.density path { fill: #000; fill-opacity: 0.09; }
.rows { fill: none; stroke: #9a9a9a; stroke-width: 11; stroke-linecap: round; stroke-opacity: 0.6; }
.modes { fill: none; stroke: #8a8a8a; stroke-width: 2.5; }
.dots { fill: none; stroke-width: 11; stroke-linecap: round; stroke-opacity: 0.6; }

svg text { font-family: inherit; font-size: 12px; fill: var(--soft); }
.figure-one text { font-size: 27px; }
.axis path { fill: none; stroke: var(--soft); stroke-width: 1; }
.axis path.faint { stroke: #e6e6e6; }
.figure-one .axis path { stroke-width: 2; }
.axis .name { font-style: italic; }
.halo text { paint-order: stroke; stroke: #fff; stroke-width: 8px; }
.figure-one .p { fill: #e4e4e4; stroke: #a6a6a6; stroke-width: 2; }
.figure-one .q { fill: none; stroke-width: 5; }
.figure-one .d { fill: none; stroke: var(--ink); stroke-width: 3; }
.figure-one .optimal { fill: none; background: none; stroke: var(--ink); stroke-width: 3; stroke-dasharray: 3 7; stroke-linecap: round; }
.figure-one .arrows { fill: none; stroke-width: 2; stroke-opacity: 0.75; }
.figure-one .stems { fill: none; stroke-width: 9; stroke-linecap: round; }
.keys { display: flex; flex-wrap: wrap; gap: 4px 22px; font-size: 14px; max-width: none; }
.keys span { display: flex; align-items: center; gap: 8px; }
.key { display: inline-block; width: 26px; height: 0; border-top: 3px solid var(--ink); }
.key.p { height: 12px; border: 1px solid #a6a6a6; background: #e4e4e4; }
.key.q { border-color: #0072b2; border-top-width: 4px; }
.key.optimal { border-top-style: dotted; background: none; }
.key.stem { width: 5px; height: 14px; border: 0; border-radius: 3px; background: #0072b2; margin: 0 6px; }

.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 6px 0 22px; font-size: 14px; }
.many { margin-bottom: 22px; }
.many .legend { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); font-size: 13px; }
.legend label { display: flex; gap: 8px; align-items: center; overflow-wrap: anywhere; }
.legend input { display: none; accent-color: var(--ink); margin: 0; }
.scripted .legend input { display: inline-block; }
.legend .sample { flex: none; width: 26px; height: 8px; fill: none; stroke-width: 3; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 310px), 1fr)); gap: 40px 32px; }
.chart { margin: 0; min-width: 0; break-inside: avoid; display: grid; grid-template-rows: subgrid; grid-row: span 3; gap: 0; }
.chart figcaption p::first-letter { text-transform: uppercase; }
.chart h3 { margin: 0 0 2px; }
.chart h3 small { font-weight: 400; }
.chart figcaption p { margin: 0 0 6px; }
.plot { min-height: 200px; }
.plot .still { display: block; width: 100%; height: auto; }
.plot.live .still { display: none; }
.curve { fill: none; stroke-width: 1.6; stroke-opacity: 0.75; }
.cross { fill: none; stroke-width: 2; }
.null { fill: #767676; opacity: 0.18; }
.theory path { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 3; }
.theory text { fill: var(--ink); font-size: 11px; paint-order: stroke; stroke: #fff; stroke-width: 3px; }
.infinite { font-size: 16px; }
.off { display: none; }
.tip { position: fixed; z-index: 9; max-width: 300px; padding: 8px 12px; background: var(--ink); color: #fff; font-size: 13px; line-height: 1.4; border-radius: 3px; pointer-events: none; }
footer { border-top: 1px solid var(--ink); padding-top: 14px; font-size: 13px; color: var(--soft); }

@media (max-width: 760px) {
  body { padding: 28px 16px 64px; }
  .sheet { display: block; padding-bottom: 40px; }
  .bleed { margin-left: 0; }
  .facts.two { columns: 1; }
  .facts.two .swept { grid-template-columns: 1fr; gap: 0; }
  .sheet h2 { margin-bottom: 14px; }
  .kind { margin-bottom: 24px; }
  .question, #key-results p, .results.large { font-size: 18px; }
  .facts div { grid-template-columns: 104px minmax(0, 1fr); }
  .figure-one text { font-size: 32px; }
  .panels.small { grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 20px 14px; }
  .dots { stroke-width: 15; }
  .controls .grow { min-width: 180px; gap: 6px; }
  .controls output { min-width: 3em; }
  .summary th:first-child { position: static; }
  .methods { width: 100%; }
  .methods thead { display: none; }
  .methods tr, .methods tbody th, .methods td { display: block; max-width: none; }
  .methods tr { padding: 12px 0; }
  .methods tbody th, .methods td { padding: 0 0 6px; }
  .methods tbody th small { display: inline; }
  .methods tbody th small::before { content: " · "; }
  .methods td:last-child::before { content: "Computed here: "; color: var(--soft); }
  .methods td:last-child { padding-left: 14px; border-left: 2px solid var(--line); }
}
@media print {
  body { padding: 0; max-width: none; font-size: 11pt; }
  .sheet { display: block; padding-bottom: 24pt; }
  .bleed { margin-left: 0; }
  .sheet h2 { margin-bottom: 8pt; break-after: avoid; }
  .controls, .scripted .controls, .legend input, .tip { display: none; }
  .plot.live .still { display: block; }
  .plot.live > :not(.still) { display: none; }
  .wide { overflow: visible; }
  .summary, .summary small { font-size: 7.5pt; }
  .summary th, .summary td, .summary thead small { padding: 3px; white-space: normal; overflow-wrap: anywhere; }
  .summary th:first-child { position: static; min-width: 8em; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
