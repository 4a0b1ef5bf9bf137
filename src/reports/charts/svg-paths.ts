/** Packed coordinates as SVG paths. The page's script (`page/script.ts`) draws the same paths when its slider moves. */
import { unpackCoordinates } from './packed-coordinates.js';

/** Dots, from pairs of x and y: strokes of length zero with round ends. One path for all of them keeps the page small. */
export function dotsPath(packed: string): string {
  const at = unpackCoordinates(packed);
  let path = '';
  for (let i = 0; i < at.length; i += 2)
    if (!Number.isNaN(at[i] + at[i + 1])) path += `M${roundToTenth(at[i])} ${roundToTenth(at[i + 1])}h0`;
  return path;
}

/** A line through the points, broken at points outside. */
export function linePath(x: string, y: string): string {
  const [xs, ys] = [unpackCoordinates(x), unpackCoordinates(y)];
  let [path, pen] = ['', 'M'];
  for (let i = 0; i < xs.length; i++) {
    const isDrawn = !Number.isNaN(xs[i] + ys[i]);
    if (isDrawn) path += `${pen}${roundToTenth(xs[i])} ${roundToTenth(ys[i])}`;
    pen = isDrawn ? 'L' : 'M';
  }
  return path;
}

/** Separate segments, from rows of x0, y0, x1 and y1, each with an arrow head of `head` units at its end. */
export function segmentsPath(packed: string, head = 0): string {
  const at = unpackCoordinates(packed);
  let path = '';
  for (let i = 0; i < at.length; i += 4) {
    const [x0, y0, x1, y1] = at.slice(i, i + 4);
    if (Number.isNaN(x0 + y0 + x1 + y1)) continue;
    path += `M${roundToTenth(x0)} ${roundToTenth(y0)}L${roundToTenth(x1)} ${roundToTenth(y1)}`;
    if (head) path += arrowHead(x0 - x1, y0 - y1, head, x1, y1);
  }
  return path;
}

/** Two short lines back from the tip at (x, y), along the direction (dx, dy). */
function arrowHead(dx: number, dy: number, head: number, x: number, y: number): string {
  const scale = head / (Math.hypot(dx, dy) || 1);
  const [a, b] = [dx * scale, dy * scale];
  const left = `${roundToTenth(x + a - b / 2)} ${roundToTenth(y + b + a / 2)}`;
  const right = `${roundToTenth(x + a + b / 2)} ${roundToTenth(y + b - a / 2)}`;
  return `M${left}L${roundToTenth(x)} ${roundToTenth(y)}L${right}`;
}

/** A tenth of a unit is finer than a screen. */
function roundToTenth(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}
