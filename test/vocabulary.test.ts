/** The words of the field, and none of the old private ones, in sources, documents and experiment files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Rule {
  readonly old: RegExp;
  /** What to write instead. */
  readonly use: string;
  /** Files in which the word has another meaning, or must stand. */
  readonly except?: { readonly files: RegExp; readonly because: string };
}

/** Files that name the old words in order to refuse them. */
const REFUSED =
  /^src\/(records\/renamed|experiment\/read\/renamed\.test|records\/read-plan\.test|runner\/plan\/shorter-cells\.test)\.ts$/;

const RULES: readonly Rule[] = [
  { old: /\barenas?\b/i, use: 'game' },
  { old: /(?<!(gradient|length)[ -]?)penalt(y|ies)\b/i, use: 'regularizer; a gradient penalty keeps its name' },
  {
    old: /verdicts?\b/i,
    use: 'diagnosis, failure mode',
    except: {
      files:
        /^(src\/inference\/|src\/cli\/claim-table|src\/cli\/commands\/reproduce\/|src\/reports\/|README\.md)|^docs\/(decisions|guide)\//,
      because: 'a claim has a verdict',
    },
  },
  {
    old: /\b(off-data|lagging-discriminator|uneven-modes)\b|\bimprecise\b/,
    use: 'off-manifold, weak-discriminator, mode-imbalance, poor-fit',
  },
  { old: /\buntold\b/i, use: 'inconclusive' },
  { old: /\bapartness\b/i, use: 'separability' },
  { old: /\bfooled\b/i, use: 'Bayes error' },
  { old: /\bshel(f|ves)\b/i, use: 'registry section' },
  { old: /\bhearings?\b/i, use: 'evaluation' },
  { old: /\b(what became of|oftener|whom to charge|died of|strewn about)\b/i, use: 'a plain sentence' },
];

const roots = ['src', 'docs', 'experiments'];
const single = ['README.md', 'CONTRIBUTING.md'];
const files = [
  ...single,
  ...roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|md|ya?ml)$/.test(name))
      .map((name) => join(root, name).split(sep).join('/'))
      .sort(),
  ),
];
const lines = files
  .filter((file) => !REFUSED.test(file))
  .flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((text, i) => ({ file, line: i + 1, text })),
  );

describe('the vocabulary', () => {
  it('is checked in all sources, documents and experiment files', () => {
    expect(files.length).toBeGreaterThan(800);
    expect(lines.length).toBeGreaterThan(40_000);
  });

  it.each(RULES)('$old: $use', ({ old, use, except }) => {
    const found = lines.filter(({ file, text }) => old.test(text) && !except?.files.test(file));
    expect(found.map(({ file, line, text }) => `${file}:${line}: ${text.trim()} (${use})`)).toEqual([]);
  });

  it.each(RULES.flatMap(({ except, ...rule }) => (except ? [{ ...rule, ...except }] : [])))(
    'the exception of $old is needed: $because',
    ({ old, files: excepted }) => {
      expect(lines.some(({ file, text }) => old.test(text) && excepted.test(file))).toBe(true);
    },
  );
});
