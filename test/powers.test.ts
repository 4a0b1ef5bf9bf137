/** Powers are the same on every version of Node: decision 023. */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

it('no source raises to a power by `**` or Math.pow, except powers of 2 and squares', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /(?<!\.(test|laws))\.ts$/.test(file)).map((file) => `src/${file}`);
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.flatMap((file) => powersIn(file, readFileSync(file, 'utf8')))).toEqual([]);
});

it('finds the powers of a source', () => {
  const text = 'a ** b; 2 ** n; x ** 2; let c = Math.pow(a, 3); c **= 3; const { pow } = Math; // d ** e';
  expect(powersIn('f.ts', text)).toEqual([
    'f.ts:1: a ** b',
    'f.ts:1: Math.pow',
    'f.ts:1: c **= 3',
    'f.ts:1: { pow } = Math',
  ]);
});

it('powers of 2 and squares are exact on this Node', () => {
  const normal = (k: number) => new DataView(new BigUint64Array([BigInt(k + 1023) << 52n]).buffer).getFloat64(0, true);
  for (let k = -1022; k <= 1023; k++) expect(2 ** k).toBe(normal(k));
  for (let i = 1; i < 20_000; i++) {
    const x = 1 / i + i * Math.SQRT2;
    if (x ** 2 !== x * x) expect.fail(`${x} ** 2 is not ${x} * ${x}`);
  }
});

function powersIn(file: string, text: string): string[] {
  if (!/(?<!\/)\*\*|\bMath\.pow\b|\bpow\b.*=\s*Math\b/.test(text)) return []; // parsing takes time
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (isInexact(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${file}:${line + 1}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isInexact(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.getText() === 'Math.pow';
  if (ts.isVariableDeclaration(node))
    return node.initializer?.getText() === 'Math' && /\bpow\b/.test(node.name.getText());
  if (!ts.isBinaryExpression(node)) return false;
  const isPower = [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken].includes(
    node.operatorToken.kind,
  );
  return isPower && node.left.getText() !== '2' && node.right.getText() !== '2';
}
