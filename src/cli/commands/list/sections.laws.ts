/** Requirements on the texts of every member of every family. */
import { expect, test } from 'vitest';
import { registrySections } from './sections.js';

const MAX_NOTE_LENGTH = 320; // characters of a note: four lines of a terminal, a short paragraph in a report

const sections = await Promise.all(
  registrySections().map(async ({ name, members }) => ({ name, members: await members() })),
);
const noted = sections.flatMap(({ name, members }) =>
  [...members.values()].flatMap(({ name: member, notes = [] }) => (notes.length ? [{ name, member, notes }] : [])),
);

test.each(noted)('$name $member: a note has whole sentences and is short', ({ notes }) => {
  for (const note of notes) {
    expect(note).toMatch(/^\S(.*\S)?[.]$/);
    expect(note.length).toBeLessThanOrEqual(MAX_NOTE_LENGTH);
    expect(note.split('`').length % 2, note).toBe(1);
  }
});
