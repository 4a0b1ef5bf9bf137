import { expect, it } from 'vitest';
import { shellWords } from './print.js';

it('words are quoted where a shell would split or change them, and only there', () => {
  expect(shellWords(['report', 'my results', "it's", '--set', 'optimizer.lr=0.01', '$HOME'])).toBe(
    "report 'my results' 'it'\\''s' --set optimizer.lr=0.01 '$HOME'",
  );
});
