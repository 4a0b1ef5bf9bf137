/**
 * The page's script, as text: it runs in the reader's browser exactly as written here, so it imports nothing. It only changes the
 * frames of plots that the page already shows; `charts/` draws the same plots for readers without scripts.
 */
export const script = `'use strict';
(() => {
  const ARROW_HEAD = 10;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  document.documentElement.classList.add('scripted');

  // Packed coordinates, as charts/packed-coordinates.ts writes them.
  const unpack = (packed) => {
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    return Float64Array.from({ length: bytes.length / 2 }, (_, i) => {
      const value = view.getUint16(2 * i, true);
      return value === 65535 ? NaN : value / 64;
    });
  };
  const tenth = (coordinate) => Math.round(coordinate * 10) / 10;

  // Paths, as charts/svg-paths.ts writes them.
  const dots = (packed) => {
    const at = unpack(packed);
    let path = '';
    let outside = 0;
    for (let i = 0; i < at.length; i += 2) {
      if (Number.isNaN(at[i] + at[i + 1])) outside++;
      else path += 'M' + tenth(at[i]) + ' ' + tenth(at[i + 1]) + 'h0';
    }
    return { path, outside };
  };
  const line = (x, packed) => {
    const y = unpack(packed);
    let [path, pen] = ['', 'M'];
    x.forEach((at, i) => {
      const drawn = !Number.isNaN(at + y[i]);
      if (drawn) path += pen + tenth(at) + ' ' + tenth(y[i]);
      pen = drawn ? 'L' : 'M';
    });
    return path;
  };
  const segments = (packed, head) => {
    const at = unpack(packed);
    let path = '';
    for (let i = 0; i < at.length; i += 4) {
      const [x0, y0, x1, y1] = at.slice(i, i + 4);
      if (Number.isNaN(x0 + y0 + x1 + y1)) continue;
      path += 'M' + tenth(x0) + ' ' + tenth(y0) + 'L' + tenth(x1) + ' ' + tenth(y1);
      if (!head) continue;
      const scale = head / (Math.hypot(x0 - x1, y0 - y1) || 1);
      const [a, b] = [(x0 - x1) * scale, (y0 - y1) * scale];
      path += 'M' + tenth(x1 + a - b / 2) + ' ' + tenth(y1 + b + a / 2) + 'L' + tenth(x1) + ' ' + tenth(y1);
      path += 'L' + tenth(x1 + a + b / 2) + ' ' + tenth(y1 + b - a / 2);
    }
    return path;
  };

  const drawFrame = (figure, frame) => {
    const put = (name, path) => figure.querySelector('.' + name).setAttribute('d', path);
    const x = frame.lines && unpack(frame.x);
    for (const [name, y] of Object.entries(frame.lines || {})) put(name, line(x, y));
    for (const [name, packed] of Object.entries(frame.segments || {})) put(name, segments(packed, name === 'arrows' ? ARROW_HEAD : 0));
    if (frame.dots === undefined) return '';
    const { path, outside } = dots(frame.dots);
    put('dots', path);
    return outside ? outside + ' outside the frame' : '';
  };

  // Small multiples: one slider and one choice of seed move all of them.
  for (const form of document.querySelectorAll('[data-controls]')) {
    const id = form.dataset.controls;
    const { steps, panels } = read(id + '-data');
    const { step: slider, seed: select, play } = form.elements;
    const output = form.querySelector('output');
    const figures = panels.map(({ key, runs }) => ({
      runs,
      figure: document.querySelector('#' + id + ' [data-setting="' + key + '"]'),
    }));
    const show = () => {
      const step = steps[slider ? Number(slider.value) : steps.length - 1];
      if (output) output.textContent = String(step);
      if (slider) slider.setAttribute('aria-valuetext', 'step ' + step);
      for (const { runs, figure } of figures) {
        const run = select ? runs.find(({ seed }) => String(seed) === select.value) : runs[0];
        figure.classList.toggle('empty', !run);
        const caption = figure.querySelector('.caption');
        if (!run) {
          for (const path of figure.querySelectorAll('.dots, .q, .p, .d, .optimal, .arrows, .stems, .trail, .cosine, .norm, .mass, .reliability')) path.setAttribute('d', '');
          caption.textContent = 'no data for this seed';
          continue;
        }
        const t = Math.max(0, run.steps.findLastIndex((measured) => measured <= step));
        const outside = drawFrame(figure, run.frames[t]);
        const outcome = run.steps[t] < step || t === run.steps.length - 1 ? run.outcome : '';
        caption.textContent = [run.captions[t], outside, outcome].filter(Boolean).join(' · ');
      }
    };
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', show);
    let timer = 0;
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      play.textContent = 'Play';
    };
    play?.addEventListener('click', () => {
      if (timer) return stop();
      if (Number(slider.value) === steps.length - 1) slider.value = '0';
      play.textContent = 'Pause';
      show();
      timer = setInterval(() => {
        slider.value = String(Number(slider.value) + 1);
        show();
        if (Number(slider.value) === steps.length - 1) stop();
      }, Math.max(120, 5000 / steps.length));
    });
    show();
  }

  // Training curves: plotly replaces a static plot once it comes into view.
  const curves = document.getElementById('training-curves-data');
  if (curves && window.Plotly) {
    const figures = JSON.parse(curves.textContent);
    const hidden = new Set();
    const drawn = new Map();
    const visible = (trace) => !hidden.has(trace.meta.setting);
    const draw = (element) => {
      const { traces, layout } = figures[element.dataset.plot];
      const plot = document.createElement('div');
      element.append(plot);
      element.classList.add('live');
      traces.forEach((trace) => { trace.visible = visible(trace); });
      Plotly.newPlot(plot, traces, layout, { displayModeBar: false, responsive: true });
      drawn.set(plot, traces);
    };
    const watcher = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        draw(target);
      }
    }, { rootMargin: '400px' });
    for (const element of document.querySelectorAll('[data-plot]')) watcher.observe(element);
    document.querySelector('[data-legend]')?.addEventListener('input', ({ target }) => {
      if (target.checked) hidden.delete(target.name);
      else hidden.add(target.name);
      for (const group of document.querySelectorAll('.still [data-setting]')) group.classList.toggle('off', hidden.has(group.dataset.setting));
      for (const [plot, traces] of drawn) Plotly.restyle(plot, { visible: traces.map(visible) });
    });
  }

  // The description of a metric, while its name is under the pointer or focused.
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.id = 'tip';
  tip.setAttribute('role', 'tooltip');
  tip.hidden = true;
  document.body.append(tip);
  let explained = null;
  const placeTip = () => {
    if (!explained) return;
    const { left, bottom, top } = explained.getBoundingClientRect();
    tip.style.left = Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 8)) + 'px';
    tip.style.top = (bottom + 6 + tip.offsetHeight > innerHeight ? top - 6 - tip.offsetHeight : bottom + 6) + 'px';
  };
  const explain = ({ target }) => {
    const word = target.closest?.('.term');
    if (!word) return;
    explained = word;
    tip.textContent = word.dataset.description;
    tip.hidden = false;
    word.setAttribute('aria-describedby', 'tip');
    placeTip();
  };
  const hideTip = () => {
    explained = null;
    tip.hidden = true;
  };
  // Scrolling moves other elements from under the pointer: only leaving the explained word hides the tip.
  const leave = ({ target }) => {
    if (target === explained) hideTip();
  };
  for (const event of ['mouseover', 'focusin']) document.addEventListener(event, explain);
  for (const event of ['mouseout', 'focusout']) document.addEventListener(event, leave);
  // A focused word may scroll into view, or its table sideways: the tip follows it.
  document.addEventListener('scroll', placeTip, { capture: true, passive: true });
  document.addEventListener('keydown', ({ key }) => { if (key === 'Escape') hideTip(); });
})();
`;
