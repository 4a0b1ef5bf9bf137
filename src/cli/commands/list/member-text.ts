/** The full description of a member: sentence, paper, options with ranges and defaults, notes, usage. */

import type { Member } from '../../../core/gan/family.js';
import { type FamilyName, familyTable } from '../../../core/gan/family-table.js';
import type { Loss } from '../../../core/gan/losses/_loss.js';
import { isDataFile } from '../../../core/gan/options.js';
import { maximum } from '../../../core/math/long-lists.js';
import { sixDigits } from '../../../core/text/plain-numbers.js';
import { wrapped } from '../../../core/text/wrapped.js';
import type { FailureMode } from '../../../diagnosis/failure-modes/_failure-mode.js';
import { isRequired, optionSchema } from '../../../experiment/schema/option-schema.js';
import type { Metric } from '../../../metrics/metric.js';
import { terminalWidth } from '../../terminal/print.js';
import { claimRow, readFacts } from './file-facts.js';
import { optionText } from './option-text.js';
import type { RegistrySection } from './sections.js';

export async function describeMember(section: RegistrySection, name: string): Promise<string> {
  const file = section.files?.get(name);
  if (file !== undefined) {
    const { question, claims } = await readFacts(file);
    return [file, ...block('', [[question]]), ...block('claims', claims.map(claimRow))].join('\n');
  }
  const member = (await section.members()).get(name)!;
  const facts = Object.entries({ ...(member.paper && { paper: member.paper }), ...factsOf(member) });
  const options = Object.entries(member.options);
  return [
    member.description,
    ...block(
      '',
      facts.map(([key, value]) => [key, value]),
    ),
    ...block(
      'options',
      options.map(([key, option]) => [key, optionText(option), option.description ?? '']),
    ),
    ...block(
      'notes',
      (member.notes ?? []).map((note) => ['-', note]),
      1,
    ),
    ...block(
      'usage',
      examples(section.name, member).map((line) => [line]),
    ),
  ].join('\n');
}

/** A titled table whose last column is wrapped to the rest of the terminal's width. */
function block(title: string, rows: readonly (readonly string[])[], gap = 2): readonly string[] {
  if (rows.length === 0) return [];
  const indent = title === '' ? '' : '  ';
  const heads = rows.map((row) => row.slice(0, -1));
  const widths = heads[0].map((_, i) => maximum(heads.map((head) => head[i].length)) + gap);
  const margin = indent.length + widths.reduce((sum, width) => sum + width, 0);
  const lines = rows.flatMap((row) => {
    const head = indent + widths.map((width, i) => row[i].padEnd(width)).join('');
    const [first, ...others] = wrapped(row.at(-1)!, terminalWidth() - margin);
    return [`${head}${first}`.trimEnd(), ...others.map((line) => ' '.repeat(margin) + line)];
  });
  return ['', ...(title === '' ? lines : [title, ...lines])];
}

/** Facts that only some families have. */
function factsOf(member: Member): Readonly<Record<string, string>> {
  const { unit, better, range, ideal, lines, optimum, probability } = member as Partial<Metric & Loss>;
  const { requires, precedes } = member as Partial<FailureMode>;
  return {
    ...(unit !== undefined && { unit }),
    ...(range && { range: `${sixDigits(range[0])} to ${sixDigits(range[1])}` }),
    ...(better && { better }),
    ...(typeof ideal === 'number' && { ideal: `${sixDigits(ideal)} at q = p` }),
    ...(lines && { theory: lines.map(({ at, label }) => `${label} (${sixDigits(at)})`).join(', ') }),
    ...(typeof optimum === 'object' && { optimum: `none: ${optimum.none}` }),
    ...(requires?.length && { requires: requires.map((some) => some.join(' or ')).join('; and ') }),
    ...(precedes?.length && { precedes: precedes.join(', ') }),
    ...(probability !== undefined && { score: probability ? 'maps to a probability' : 'is not a probability' }),
  };
}

function examples(family: string, { name, options }: Member): readonly string[] {
  const defaults = Object.entries(options).flatMap(([key, option]) => {
    if (isDataFile(option)) return [`${key}: data.csv`];
    const { data } = option.safeParse(undefined);
    return data === undefined || typeof data === 'object' ? [] : [`${key}: ${data}`];
  });
  const object = defaults.length > 0 ? [`{ name: ${name}, ${defaults.join(', ')} }`] : [];
  if (family === 'failures')
    return [`holds: 'diagnosis() == "${name}"'`, ...object.map((written) => `failures: [${written}]`)];
  if (family === 'metrics') return [name, ...object].map((written) => `metrics: [${written}]`);
  const words = Object.values(options).some(isRequired) ? object : [name, ...object];
  return words.map((written) => `${familyTable[family as FamilyName].chosenAt}: ${written}`);
}

export async function memberJson(section: RegistrySection, name: string): Promise<object> {
  const member = (await section.members()).get(name)!;
  const { options, ...rest } = member;
  const schemas = Object.entries(options).map(([key, option]) => [key, optionSchema(option)]);
  return { ...rest, facts: factsOf(member), options: Object.fromEntries(schemas) };
}
