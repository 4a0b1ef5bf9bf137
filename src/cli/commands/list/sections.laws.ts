/** What `helvetica list` promises of every member of every family. */
import { expect, test } from 'vitest';
import { registrySections } from './sections.js';

const LONGEST = 320; // characters of a note: four lines of a terminal, a short paragraph in a report

const shelved = await Promise.all(
  registrySections().map(async ({ name, members }) => ({ name, members: await members() })),
);
const noted = shelved.flatMap(({ name, members }) =>
  [...members.values()].flatMap(({ name: member, notes = [] }) => (notes.length ? [{ name, member, notes }] : [])),
);

test.each(noted)('$name $member: a note is whole sentences, short enough to be read', ({ notes }) => {
  for (const note of notes) {
    expect(note).toMatch(/^\S(.*\S)?[.]$/);
    expect(note.length).toBeLessThanOrEqual(LONGEST);
    expect(note.split('`').length % 2, note).toBe(1);
  }
});
