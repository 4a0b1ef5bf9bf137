/** Writes a new member of a family: into a checkout of Helvetica with its tests, or as an extension. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { camelCase, isMemberName, memberNames } from '../../../core/gan/family.js';
import { usageError } from '../../terminal/command-error.js';
import { extensionText } from './extension-text.js';
import type { MemberName, MemberTemplate } from './member-template.js';
import { failureTemplate } from './templates/failure.js';
import { lossTemplate } from './templates/loss.js';
import { metricTemplate } from './templates/metric.js';
import { optimizerTemplate } from './templates/optimizer.js';
import { regularizerTemplate } from './templates/regularizer.js';
import { targetTemplate } from './templates/target.js';

export const memberTemplates: Readonly<Record<string, MemberTemplate>> = {
  loss: lossTemplate,
  optimizer: optimizerTemplate,
  metric: metricTemplate,
  target: targetTemplate,
  regularizer: regularizerTemplate,
  failure: failureTemplate,
};

export interface NewMember {
  readonly kind: string;
  readonly name: string;
  /** The group of a metric. */
  readonly group: string;
  /** An extension also inside a checkout. */
  readonly here: boolean;
}

/**
 * In a checkout of Helvetica, a source file and its tests; elsewhere an extension in the working directory. Returns their paths,
 * relative to that. Throws a usage error, and then writes nothing.
 */
export async function writeMember({
  kind,
  name,
  group,
  here,
}: NewMember): Promise<readonly [member: string, test?: string]> {
  const template = memberTemplates[kind];
  if (!isMemberName(name) || RESERVED.has(name))
    throw usageError(
      `invalid name "${name}": a ${kind} is named by words of lower-case letters and digits with hyphens between them, the first of which starts with a letter`,
    );
  const as = { name, id: camelCase(name) };
  const checkout = here ? null : checkoutAbove(process.cwd());
  if (checkout === null) return [await writeExtension(template, as)];
  const family = join(checkout, template.folder);
  if (memberNames(pathToFileURL(`${family}/`)).includes(name))
    throw usageError(`there is a ${kind} named "${name}" already: choose another name`);
  const folder = kind === 'metric' ? join(family, await groupIn(family, group)) : family;
  const member = join(folder, `${name}.ts`);
  const test = join(folder, `${name}.test.ts`);
  await writeFile(member, template.member(as), { flag: 'wx' });
  await writeFile(test, template.test(as), { flag: 'wx' });
  return [relative(process.cwd(), member), relative(process.cwd(), test)];
}

/** A name that Helvetica has itself is refused when the file is loaded. */
async function writeExtension(template: MemberTemplate, as: MemberName): Promise<string> {
  const file = `${as.name}.js`;
  await writeFile(file, extensionText(template.member(as), as), { flag: 'wx' }).catch((error) => {
    throw error.code === 'EEXIST' ? usageError(`${file} exists already; nothing was written`) : error;
  });
  return file;
}

// Words that cannot be the name of a constant.
const RESERVED = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  ),
);

/** The nearest folder at or above this one that holds Helvetica's sources. */
function checkoutAbove(folder: string): string | null {
  if (isCheckout(folder)) return folder;
  const above = dirname(folder);
  return above === folder ? null : checkoutAbove(above);
}

function isCheckout(folder: string): boolean {
  const path = join(folder, 'package.json');
  if (!existsSync(join(folder, lossTemplate.folder)) || !existsSync(path)) return false;
  return (JSON.parse(readFileSync(path, 'utf8')) as { name?: string }).name === 'helvetica';
}

async function groupIn(family: string, group: string): Promise<string> {
  const entries = await readdir(family, { withFileTypes: true });
  const groups = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('_')).map(({ name }) => name);
  if (groups.includes(group)) return group;
  throw usageError(`--group: unknown group "${group}". Available: ${groups.sort().join(', ')}`);
}
