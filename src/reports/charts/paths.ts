/** Packed places as SVG paths. The page's script draws the same paths when its slider moves (`browser/script.ts`). */
import { unpack } from './fixed-point.js';

/** Dots: a stroke of no length with round ends. One path for all of them: light, and it prints. */
export function dots(packed: string): string {
  const places = unpack(packed);
  let path = '';
  for (let i = 0; i < places.length; i += 2)
    if (!Number.isNaN(places[i] + places[i + 1])) path += `M${tenth(places[i])} ${tenth(places[i + 1])}h0`;
  return path;
}

/** A line through the places, broken where one is nowhere. */
export function line(x: string, y: string): string {
  const [xs, ys] = [unpack(x), unpack(y)];
  let [path, pen] = ['', 'M'];
  for (let i = 0; i < xs.length; i++) {
    const drawn = !Number.isNaN(xs[i] + ys[i]);
    if (drawn) path += `${pen}${tenth(xs[i])} ${tenth(ys[i])}`;
    pen = drawn ? 'L' : 'M';
  }
  return path;
}

/** Separate strokes from one place to another, with an arrow's head of so many units at the end. */
export function strokes(packed: string, head = 0): string {
  const places = unpack(packed);
  let path = '';
  for (let i = 0; i < places.length; i += 4) {
    const [x0, y0, x1, y1] = places.slice(i, i + 4);
    if (Number.isNaN(x0 + y0 + x1 + y1)) continue;
    path += `M${tenth(x0)} ${tenth(y0)}L${tenth(x1)} ${tenth(y1)}`;
    if (head) path += headOf(x0 - x1, y0 - y1, head, x1, y1);
  }
  return path;
}

/** Two short lines back from the tip at (x, y), along the direction (dx, dy). */
function headOf(dx: number, dy: number, head: number, x: number, y: number): string {
  const scale = head / (Math.hypot(dx, dy) || 1);
  const [a, b] = [dx * scale, dy * scale];
  return `M${tenth(x + a - b / 2)} ${tenth(y + b + a / 2)}L${tenth(x)} ${tenth(y)}L${tenth(x + a + b / 2)} ${tenth(y + b - a / 2)}`;
}

function tenth(place: number): number {
  return Math.round(place * 10) / 10;
}
