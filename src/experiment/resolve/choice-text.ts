/** Parses choices on a command line: `ring,modes=8,std=0.02`, `modes-covered(atLeast=5)`. */
import { type Located, locate, type SourcePosition, toJson } from '../read/located.js';
import { ExperimentProblems, problemAt } from '../read/problems.js';
import { readYaml } from '../read/read-yaml.js';

/** `name,key=value,...` or `name(key=value,...)`, the values read as YAML. Throws `ExperimentProblems`. */
export function parseChoice(text: string, source: string): Located {
  const position: SourcePosition = { file: source, line: null, column: null, path: '' };
  const bracketed = /^([^(,]*)\((.*)\)$/s.exec(text.trim());
  const [name = '', ...pairs] = bracketed ? [bracketed[1], ...splitOutside(bracketed[2]!)] : splitOutside(text);
  const options = pairs
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const { data, problems } = readYaml(pair.slice(at + 1).trim(), source);
      if (at < 1 || !data || problems.length > 0)
        throw new ExperimentProblems([problemAt(position, `"${pair.trim()}" must be option=value`)]);
      return [pair.slice(0, at).trim(), toJson(data)] as const;
    });
  return locate({ name: name.trim(), ...Object.fromEntries(options) }, position);
}

/** Splits at commas outside brackets. */
export function splitOutside(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}
