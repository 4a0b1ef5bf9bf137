/** The same curves for plotly.js, which adds values on hover, and zooming. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { escapeHtml } from '../page/html.js';
import type { Band, Curve, MetricPlot } from './metric-plot.js';

/** plotly.js as text: in Node it can only be read, not loaded. */
export async function plotlySource(): Promise<string> {
  const text = await readFile(createRequire(import.meta.url).resolve('plotly.js-dist-min/plotly.min.js'), 'utf8');
  return text.replace(/<(?=\/script|!--)/gi, '\\x3c');
}

export function plotlyFigure(plot: MetricPlot): { readonly traces: unknown[]; readonly layout: unknown } {
  const traces = plot.curves.flatMap((curve) => [curveTrace(curve), ...markTraces(curve, plot)]);
  return { traces, layout: layoutOf(plot) };
}

const FONT = 'Helvetica Neue, Helvetica, Arial, sans-serif';
const GREY = '#767676';
const DASHES: Readonly<Record<string, string>> = { '': 'solid', '6,3': 'dash', '2,3': 'dot', '9,3,2,3': 'dashdot' };

function curveTrace({ setting, run, steps, values }: Curve): unknown {
  return {
    type: 'scatter',
    mode: steps.length > 60 ? 'lines' : 'lines+markers',
    x: steps,
    y: values.map((value) => (Number.isNaN(value) ? null : Number(value.toPrecision(6)))),
    // plotly takes names as HTML.
    name: escapeHtml(setting.label),
    meta: { setting: setting.key, seed: run.seed },
    line: { color: setting.colour, width: 1.6, dash: DASHES[setting.dash] },
    marker: { size: 3.5, color: setting.colour },
    opacity: 0.75,
    hovertemplate: '%{fullData.name}<br>seed %{meta.seed}, step %{x}: <b>%{y:.4~g}</b><extra></extra>',
  };
}

/** A cross where a run diverged, and ∞ at the frame's edge where a value is infinite. */
function markTraces({ setting, run, steps, values, infinite }: Curve, { domain }: MetricPlot): unknown[] {
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  const shared = { type: 'scatter', name: escapeHtml(setting.label), meta: { setting: setting.key, seed: run.seed } };
  const cross = {
    ...shared,
    mode: 'markers',
    x: [steps[last]],
    y: [values[last]],
    marker: { symbol: 'x-thin', size: 9, line: { width: 2, color: setting.colour } },
    hovertemplate: '%{fullData.name}<br>seed %{meta.seed} diverged here<extra></extra>',
  };
  const infinities = {
    ...shared,
    mode: 'text',
    x: infinite.map(({ step }) => step),
    y: infinite.map(({ value }) => domain[value > 0 ? 1 : 0]),
    text: infinite.map(({ value }) => (value > 0 ? '∞' : '\u2212∞')),
    textposition: 'bottom center',
    textfont: { color: setting.colour, size: 15 },
    hovertemplate: '%{fullData.name}<br>seed %{meta.seed}, step %{x}: infinite<extra></extra>',
  };
  return [...(run.outcome === 'diverged' && last >= 0 ? [cross] : []), ...(infinite.length ? [infinities] : [])];
}

function layoutOf({ bands, column, domain, lines, logarithmic, steps }: MetricPlot): unknown {
  const scaled = (value: number) => (logarithmic ? Math.log10(value) : value);
  const axis = {
    gridcolor: '#ececec',
    zeroline: false,
    ticks: '',
    fixedrange: false,
    tickfont: { size: 12, color: GREY },
  };
  return {
    height: 300,
    margin: { l: 56, r: 12, t: 16, b: 38 },
    showlegend: false,
    hovermode: 'closest',
    font: { family: FONT, size: 12, color: '#1a1a1a' },
    hoverlabel: { namelength: -1, font: { family: FONT, size: 12 } },
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    xaxis: {
      ...axis,
      showgrid: false,
      range: [steps[0] - 0.015 * steps[1], steps[1] * 1.015],
      title: { text: 'step', font: { size: 12, color: GREY }, standoff: 4 },
    },
    yaxis: {
      ...axis,
      type: logarithmic ? 'log' : 'linear',
      range: domain.map(scaled),
      exponentformat: 'power',
      // Modes are counted in whole numbers.
      ...(column.metric.unit === 'modes' && domain[1] - domain[0] < 8 ? { dtick: 1 } : { nticks: 6 }),
    },
    shapes: [...bands.map((band) => bandShape(band, domain)), ...lines.map(lineShape)],
    annotations: lines.map(({ at, label, below }) => ({
      xref: 'paper',
      x: 1,
      xanchor: 'right',
      y: scaled(at),
      yanchor: below ? 'top' : 'bottom',
      text: escapeHtml(label),
      showarrow: false,
      font: { size: 11, color: '#1a1a1a' },
      ...(below ? {} : { bgcolor: 'rgba(255,255,255,0.7)' }),
    })),
  };
}

const ACROSS = { xref: 'paper', x0: 0, x1: 1 };

function lineShape({ at }: { readonly at: number }): unknown {
  const line = { color: '#1a1a1a', width: 1, dash: '2px,3px' };
  return { type: 'line', ...ACROSS, y0: at, y1: at, layer: 'above', line };
}

function bandShape({ low, high }: Band, domain: MetricPlot['domain']): unknown {
  const fill = { fillcolor: GREY, opacity: 0.18, line: { width: 0.5, color: GREY } };
  return { type: 'rect', ...ACROSS, y0: Math.max(low, domain[0]), y1: high, layer: 'below', ...fill };
}
