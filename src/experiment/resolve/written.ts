/** Where the values of a loaded experiment are written, for what is found wrong once they are put together. */
import type { Setting } from '../../core/gan/setting.js';
import type { Measure } from '../../records/experiment.js';
import { childOf, type Located, type LocatedMap, type SourcePosition } from '../read/located.js';
import { applyChange, type Change } from './overlay.js';

/** What a setting was put together from. */
interface SettingSource {
  readonly base: LocatedMap;
  readonly changes: readonly Change[];
}

// An experiment is plain data, and is read back from the plan of a results folder too, where nothing is known of the file.
const settings = new WeakMap<Setting, SettingSource>();
const measures = new WeakMap<Measure, LocatedMap>();

export function noteSetting(setting: Setting, source: SettingSource): void {
  settings.set(setting, source);
}

export function noteMeasure(measure: Measure, written: LocatedMap): void {
  measures.set(measure, written);
}

/**
 * The position of the first of the keys that the file sets, as `generator.hidden` or `measure.samples`; where it sets none, of what
 * is nearest to the first. Null where the experiment was not loaded from a file in this process.
 */
export function positionInFile(
  { setting, measure }: { readonly setting: Setting; readonly measure: Measure },
  keys: readonly string[],
): SourcePosition | null {
  const source = settings.get(setting);
  if (!source) return null;
  const base = source.changes.reduce(applyChange, source.base);
  const found = keys.flatMap((key) => {
    const [section, ...inside] = key.split('.');
    const root = section === 'measure' ? measures.get(measure) : base;
    return root ? nearestTo(root, section === 'measure' ? inside : [section!, ...inside]) : [];
  });
  return (found.find(({ isWhole }) => isWhole) ?? found[0])?.position ?? base.position;
}

/** The position of the value at the path, or of the nearest around it; empty where the file has nothing of the path. */
function nearestTo(root: LocatedMap, path: readonly string[]) {
  let at: Located = root;
  let depth = 0;
  for (const step of path) {
    const child = childOf(at, step);
    if (!child || child.position === root.position) break; // a default stands at the section itself
    at = child;
    depth += 1;
  }
  return depth === 0 ? [] : [{ position: at.position, isWhole: depth === path.length }];
}
