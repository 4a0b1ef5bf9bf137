/** Runs the code of an extension: the bytes that were read, as one module, which cannot import its neighbours or packages. */
import { spawnSync } from 'node:child_process';
import type { Member } from '../../core/gan/family.js';
import { singular } from '../../core/text/words.js';
import type { Metric } from '../../metrics/metric.js';
import { recordedMetric, recordedMetricSchema } from '../../records/recorded-metric.js';
import { type ExtensibleFamily, familyOf, kit } from './kit.js';
import { shapeProblem } from './member-shape.js';
import { type ExtensionCode, ExtensionError } from './read-extension.js';

export interface ExtensionMember {
  readonly family: ExtensibleFamily;
  readonly member: Member;
}

const MAX_MEMBERS = 100; // of one extension

/** The members that the code makes. Throws `ExtensionError`. */
export async function evaluateExtension({ file, code }: ExtensionCode): Promise<readonly ExtensionMember[]> {
  const exported = await moduleOf(file, code);
  if (typeof exported !== 'function')
    throw new ExtensionError(
      'must have a default export that is a function, as `export default ({ loss, tf }) => loss({ ... })`',
    );
  let made: unknown;
  try {
    made = await exported(kit);
  } catch (error) {
    throw new ExtensionError(`failed: ${messageOf(error)}${lineOf(error, file)}`);
  }
  const list: readonly unknown[] = Array.isArray(made) ? made : [made];
  if (list.length === 0) throw new ExtensionError('makes no member');
  if (list.length > MAX_MEMBERS) throw new ExtensionError(`makes more than ${MAX_MEMBERS} members`);
  return list.map((member) => {
    const family = familyOf(member);
    if (family === undefined)
      throw new ExtensionError('must return what a function of its argument made: loss({ ... }), metric({ ... }), ...');
    const problem = shapeProblem(member, family) ?? (family === 'metrics' ? recordProblem(member as Metric) : null);
    if (problem !== null) throw new ExtensionError(problem);
    return { family, member: member as Member };
  });
}

/** Why a plan could not keep what it must of the metric, as a sentence; null where it can. */
function recordProblem(metric: Metric): string | null {
  const { error } = recordedMetricSchema.safeParse(recordedMetric(metric));
  return error ? `${metric.name}: ${error.issues[0]!.path.join('.')}: ${error.issues[0]!.message}` : null;
}

/** `loss my-loss, metric my-metric`. */
export function membersText(members: readonly { readonly family: string; readonly name: string }[]): string {
  return members.map(({ family, name }) => `${memberKind(family)} ${name}`).join(', ');
}

/** The singular of a family's name, in the words of messages. */
export function memberKind(family: string): string {
  return family === 'failures' ? 'failure mode' : singular(family);
}

/** A `data:` URL, so that exactly the bytes that were read are run, and so that `./x.js` and packages cannot be imported: they have no place to be looked for. */
async function moduleOf(file: string, code: string): Promise<unknown> {
  const named = `${code}\n//# sourceURL=${encodeURI(file)}`;
  try {
    const { default: exported } = await import(`data:text/javascript;base64,${Buffer.from(named).toString('base64')}`);
    return exported;
  } catch (error) {
    const { code: kind } = error as NodeJS.ErrnoException;
    const [, specifier] = /module specifier ["'](.*?)["'] from/.exec(messageOf(error)) ?? [];
    if (specifier !== undefined || kind === 'ERR_INVALID_URL')
      throw new ExtensionError(
        `imports ${specifier === undefined ? 'another file' : `"${specifier}"`}: an extension is one file, and what it needs is in the argument of its function`,
      );
    if (error instanceof SyntaxError)
      throw new ExtensionError(`is not JavaScript: ${error.message}${syntaxLine(code)}`);
    throw new ExtensionError(`failed: ${messageOf(error)}${lineOf(error, file)}`);
  }
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** ` (line 3)` of the stack's first frame in the file. */
function lineOf(error: unknown, file: string): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').slice(1) : [];
  // Where stack traces are rewritten, as in tests, the name is that of the URL.
  const frame = frames.find((each) => each.includes(`${encodeURI(file)}:`) || each.includes('data:text/javascript'));
  const [, line] = /:(\d+):\d+\)?$/.exec(frame ?? '') ?? [];
  return line === undefined ? '' : ` (line ${line})`;
}

const CHECK_WITHIN_MS = 10_000; // to parse a file of the size that is allowed

/** Node tells the line of a syntax error only where it checks a program. Nothing is run. */
function syntaxLine(code: string): string {
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--check', '-'], {
    input: code,
    encoding: 'utf8',
    timeout: CHECK_WITHIN_MS,
  });
  const [, line] = /^\[stdin\]:(\d+)$/m.exec(stderr ?? '') ?? [];
  return line === undefined ? '' : ` (line ${line})`;
}
