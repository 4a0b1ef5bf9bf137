/** Laws as tests: each law of a family on each of its members. */
import { describe, test } from 'vitest';
import type { Family, Member } from '../../src/core/gan/family.js';
import type { Law } from '../../src/laws/law.js';

export function testLaws<M extends Member>(kind: string, family: Family<M>, laws: readonly Law<M>[]): void {
  for (const member of family.values())
    describe(`${kind} ${member.name}`, () => {
      for (const { name, concerns, check } of laws)
        test.runIf(concerns?.(member) ?? true)(name, async () => {
          await check(member);
        });
    });
}
