/** Laws as tests: each law of a family on each of its members. */
import { describe, test } from 'vitest';
import type { Family, Member } from '../../src/core/gan/family.js';
import type { Law } from '../../src/laws/law.js';

export function testLaws<M extends Member>(kind: string, family: Family<M>, laws: readonly Law<M>[]): void {
  describe.each([...family.values()])(`${kind} $name`, (member) => {
    for (const { name, concerns, check } of laws)
      test.runIf(concerns?.(member) ?? true)(name, async () => {
        await check(member);
      });
  });
}
