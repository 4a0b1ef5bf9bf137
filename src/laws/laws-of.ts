/** The laws of a member of an extension. */
import type { Member } from '../core/gan/family.js';
import { type ExtensionMember, messageOf } from '../experiment/extensions/evaluate-extension.js';
import type { Metric } from '../metrics/metric.js';
import { failureLaws, type KnownMembers } from './failures.js';
import { initializerLaws } from './initializers.js';
import { BrokenLawError, type Law } from './law.js';
import { lossLaws } from './losses.js';
import { absentEverywhere } from './metric-options.js';
import { metricLaws } from './metrics.js';
import { optimizerLaws } from './optimizers.js';
import { regularizerLaws } from './regularizers.js';
import { schemeLaws } from './schemes.js';
import { targetLaws } from './targets.js';
import { trainingLaw } from './training.js';

/** `extension`: the digest of the extension that the member comes from. */
export function lawsOf({ family }: ExtensionMember, extension: string, known: KnownMembers): readonly Law<Member>[] {
  const all = {
    losses: () => lossLaws,
    regularizers: () => regularizerLaws,
    optimizers: () => optimizerLaws,
    schemes: () => schemeLaws,
    targets: () => targetLaws(),
    initializers: () => initializerLaws,
    metrics: () => metricLaws,
    failures: () => failureLaws(known),
  };
  const own = all[family]() as readonly Law<never>[] as readonly Law<Member>[];
  return family === 'metrics' || family === 'failures' ? own : [...own, trainingLaw(family, extension)];
}

export interface BrokenLaw {
  /** What a member that keeps it does. */
  readonly law: string;
  /** At which input the member does not, as a sentence. */
  readonly where: string;
}

export interface CheckedMember {
  readonly family: string;
  readonly name: string;
  /** How many laws concern it. */
  readonly laws: number;
  readonly broken: readonly BrokenLaw[];
  /** Why the laws see little of it; null otherwise. */
  readonly note: string | null;
}

/** Checks the laws one by one. What the member's own code throws breaks the law. */
export async function checkMember(
  made: ExtensionMember,
  extension: string,
  known: KnownMembers,
): Promise<CheckedMember> {
  const { family, member } = made;
  const broken: BrokenLaw[] = [];
  let laws = 0;
  for (const { name: law, concerns, check } of lawsOf(made, extension, known)) {
    try {
      if (concerns && !concerns(member)) continue;
      laws += 1;
      await check(member);
    } catch (error) {
      const message = messageOf(error);
      if (error instanceof BrokenLawError) {
        broken.push({ law, where: message });
        continue;
      }
      const [, cause] = /^(?:program [^:]*: )?(.*)/.exec(message)!;
      broken.push({ law, where: `its code fails: ${cause}; further laws were not tested` });
      break;
    }
  }
  const absent = family === 'metrics' && broken.length === 0 ? await absentEverywhere(member as Metric) : null;
  const note = absent === null ? null : `it is absent on every snapshot that the laws have: ${absent}`;
  return { family, name: member.name, laws, broken, note };
}
