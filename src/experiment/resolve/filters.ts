/** The problems of a filter of an experiment file. */

import { renamedMessage } from '../../records/renamed.js';
import type { LocatedMap } from '../read/located.js';
import { type Problem, problemAt, unknownWord } from '../read/problems.js';

/** A filter must name something that varies. */
export function filterProblems(filter: LocatedMap, axes: readonly string[]): readonly Problem[] {
  return [...filter.entries].flatMap(([path, { key }]) => {
    const related = axes.some((axis) => path === axis || path.startsWith(`${axis}.`) || axis.startsWith(`${path}.`));
    if (related) return [];
    const renamed = renamedMessage('key', path);
    if (renamed !== undefined) return [problemAt(key, renamed)];
    const message = axes.length === 0 ? `nothing varies, so no filter can name "${path}"` : `"${path}" does not vary`;
    return [unknownWord(key, message, { word: path, known: [...axes] })];
  });
}
