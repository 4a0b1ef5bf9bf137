import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evaluated, evaluate } from './evaluate.js';
import { type Expression, questions, type Value } from './expression.js';
import { parseExpression } from './expressions.js';
import { functions, operators } from './operations.js';

const words = {
  metrics: ['js', 'kl-q-p', 'modes-covered', 'modes-covered(atLeast=5)'],
  axes: ['loss', 'optimizer', 'latent.dim'],
};

function parsed(text: string, wanted: 'boolean' | 'number' | 'string' = 'boolean'): Expression {
  const result = parseExpression(text, words, wanted);
  if ('message' in result) throw new Error(result.message);
  return result.expression;
}

/** The value of an expression in which every reading is `readings[its text]`. */
function resultOf(text: string, readings: Record<string, Value | { absent: string }> = {}): Evaluated {
  const wanted = (['boolean', 'number', 'string'] as const).find(
    (type) => 'expression' in parseExpression(text, words, type),
  );
  return evaluate(parsed(text, wanted), {
    ties: true,
    ask: ({ text: asked }) => {
      const answer = readings[asked] ?? { absent: `nobody answers ${asked}` };
      return typeof answer === 'object' ? answer : { value: answer };
    },
    reading: () => ({ absent: 'not a derived reading' }),
  });
}

function refusal(text: string, vocabulary = words) {
  const result = parseExpression(text, vocabulary, 'boolean');
  return 'message' in result ? result : null;
}

describe('the value of an expression', () => {
  it.each([
    ['1 + 2 * 3 - 4 / 8', 6.5],
    ['2^3^2', 512],
    ['-2^2', -4],
    ['2^-1', 0.5],
    ['(1 + 2) * 3', 9],
    ['2 * log(2) - log(4)', 0],
    ['exp(1) / sqrt(4) + abs(-3)', Math.E / 2 + 3],
    ['min(3, 1, 2) + 10 * max(3, 1, 2) + 100 * mean(3, 1, 5)', 331],
    ['1 < 2 ? pi : 0', Math.PI],
    ['1e400', Infinity],
  ])('%s is %d', (text, value) => {
    expect(resultOf(text)).toEqual({ value });
  });

  it.each([
    ['1 < 2 and 2 <= 2 and not (3 > 4)', true],
    ['1 < 1 or 2 != 2', false],
    ['1 < 2 < 3', true],
    ['1 < 3 < 2', false],
    ['3 > 2 >= 2 > 1', true],
    ['"a" == "a" and "a" != "b"', true],
    ['"a" == "b"', false],
    ['-Infinity < 5 and 5 < Infinity', true],
    ['-Infinity == Infinity', false],
  ])('%s is %s', (text, value) => {
    expect(resultOf(text)).toEqual({ value });
  });

  it('ties where two numbers differ by rounding alone', () => {
    expect(resultOf('0.1 + 0.2 == 0.3')).toEqual({ value: true });
    expect(resultOf('0.3 < 0.1 + 0.2')).toEqual({ value: false });
    expect(resultOf('0.1 + 0.2 <= 0.3')).toEqual({ value: true });
    expect(resultOf('1 < 1 + 1e-9')).toEqual({ value: true });
  });

  it('takes equal infinities for a tie: they differ by 0 and their ratio is 1', () => {
    const diverged = { 'end("kl-q-p")': Infinity, 'end("js")': Infinity };
    expect(resultOf('end("kl-q-p") - end("js")', diverged)).toEqual({ value: 0 });
    expect(resultOf('end("kl-q-p") / end("js") > 2', diverged)).toEqual({ value: false });
    expect(resultOf('end("kl-q-p") < end("js")', diverged)).toEqual({ value: false });
  });

  it('is absent where a reading is, with the same reason, or where arithmetic leaves the numbers', () => {
    expect(resultOf('end("js") < 1', { 'end("js")': { absent: 'q is singular' } })).toEqual({
      absent: 'q is singular',
    });
    expect(resultOf('log(-1) < 1')).toEqual({ absent: 'log(-1) is no number' });
    expect(resultOf('(end("js") < 1) ? 1 : 2', { 'end("js")': { absent: 'q is singular' } })).toEqual({
      absent: 'q is singular',
    });
  });

  it('does not need the absent side where the other settles "and" or "or"', () => {
    const readings = { 'end("js")': 0.1 };
    expect(resultOf('end("js") < 1 or end("kl-q-p") < 1', readings)).toEqual({ value: true });
    expect(resultOf('end("kl-q-p") < 1 or end("js") < 1', readings)).toEqual({ value: true });
    expect(resultOf('end("kl-q-p") < 1 and end("js") > 1', readings)).toEqual({ value: false });
    expect(resultOf('end("kl-q-p") < 1 and end("js") < 1', readings)).toEqual({
      absent: 'nobody answers end("kl-q-p")',
    });
  });
});

describe('arithmetic', () => {
  interface Made {
    readonly text: string;
    readonly value: number;
  }
  const leaf = fc.integer({ min: -50, max: 50 }).map((n): Made => ({ text: n < 0 ? `(${n})` : `${n}`, value: n }));
  const { tree } = fc.letrec<{ tree: Made }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      leaf,
      fc.tuple(tie('tree'), tie('tree'), fc.constantFrom('+', '-', '*')).map(([a, b, symbol]): Made => {
        const values = { '+': a.value + b.value, '-': a.value - b.value, '*': a.value * b.value };
        return { text: `(${a.text} ${symbol} ${b.text})`, value: values[symbol] };
      }),
      tie('tree').map((a): Made => ({ text: `abs(${a.text})`, value: Math.abs(a.value) })),
      fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(
        ([a, b, c]): Made => ({
          text: `(${a.text} < ${b.text} ? max(${b.text}, ${c.text}) : ${c.text})`,
          value: a.value < b.value ? Math.max(b.value, c.value) : c.value,
        }),
      ),
    ),
  }));

  it('agrees with JavaScript on every expression of it', () => {
    const short = tree.filter(({ text }) => text.length <= 1000);
    fc.assert(
      fc.property(short, ({ text, value }) => {
        expect(resultOf(text)).toEqual({ value: value === 0 ? expect.closeTo(0) : value });
      }),
      { numRuns: 300, seed: 1 }, // two huge products within rounding of each other would tie here, not in JavaScript
    );
  });
});

describe('what an expression asks of runs', () => {
  it('is a metric, when, and in which cell', () => {
    const text =
      'end("modes-covered", {loss: "minimax"}) < at("js", 500, {"optimizer.name": "adam", "latent.dim": -2}) + min("kl-q-p") + mean("js", {optimizer: {lr: 1e-3, nesterov: true}})';
    expect(questions(parsed(text))).toMatchObject([
      { reduction: 'end', metric: 'modes-covered', step: null, filter: { loss: 'minimax' } },
      { reduction: 'at', metric: 'js', step: 500, filter: { 'optimizer.name': 'adam', 'latent.dim': -2 } },
      { reduction: 'min', metric: 'kl-q-p', filter: {} },
      { reduction: 'mean', metric: 'js', filter: { optimizer: { lr: 0.001, nesterov: true } } },
    ]);
  });

  it('is how a run ended or what it died of', () => {
    expect(
      questions(parsed('outcome({loss: "minimax"}) == "diverged" or diagnosis() != "mode-collapse"')),
    ).toMatchObject([
      { kind: 'ask', about: 'outcome', filter: { loss: 'minimax' } },
      { kind: 'ask', about: 'diagnosis', filter: {} },
    ]);
  });

  it('reduces a metric by min, max and mean, and numbers by arithmetic', () => {
    expect(questions(parsed('max("js") < 1'))).toHaveLength(1);
    expect(questions(parsed('max(1, 2) < 3'))).toHaveLength(0);
  });
});

describe('a refusal', () => {
  it.each([
    ['end("jss") < 1', '"jss" is not among the metrics measured', 'js'],
    ['end("modes-covered(atLeast=4)") < 1', '"modes-covered(atLeast=4)" is not among the', 'modes-covered(atLeast=5)'],
    ['end("js", {los: "minimax"}) < 1', 'no axis is called "los"', 'loss'],
    ['edn("js") < 1', 'there is no function `edn` here', 'end'],
    ['outcome() == "divergd"', 'outcome() is never "divergd"', 'diverged'],
    ['diagnosis() == "mode-colapse"', 'diagnosis() is never "mode-colapse"', 'mode-collapse'],
    ['p < 1', '`p` means nothing here: a metric is read by end("js"), a text is quoted', 'pi'],
  ])('of %s names the nearest right word', (text, message, didYouMean) => {
    const problem = refusal(text);
    expect(problem?.message).toContain(message);
    expect(problem?.didYouMean).toBe(didYouMean);
    expect(problem?.allowed).toContain(didYouMean);
  });

  it.each([
    ['js < 1', '`js` means nothing here'],
    ['2 pi < 1', 'write 2 * pi'],
    ['2 (3) < 1', 'multiplies without saying so'],
    ['end("js") end("js") < 1', 'multiplies without saying so'],
    ['50% < 1', 'write 50 / 100'],
    ['5 % 3 < 1', 'the operator `%` is not allowed'],
    ['3! < 1', 'the operator `!` is not allowed'],
    ['1 < 2 xor 2 < 3', 'the operator `xor` is not allowed'],
    ["pi' < 1", 'is not allowed'],
    ['end("js") ?? 1 < 1', 'is not allowed'],
    ['5 cm < 1', 'means nothing here|multiplies without'],
    ['1 < 2\n2 < 3', 'more than one line is not allowed'],
    ['x = 1', 'an assignment is not allowed'],
    ['f(x) = 1 < x', 'the definition of a function is not allowed'],
    ['[1, 2] == [1, 2]', 'an array is not allowed'],
    ['1:3 < 2', 'not allowed'],
    ['"js".length < 1', 'access to properties or elements is not allowed'],
    ['"js"["length"] < 1', 'access to properties or elements is not allowed'],
    ['null == null', 'null is no number'],
    ['NaN == NaN', 'NaN is no number'],
    ['end("js")', 'comes to a number where yes or no (a comparison) is needed'],
    ['end("js") < "a"', '< takes numbers, got a string'],
    ['end("js") == "a"', '== takes numbers, got a string'],
    ['not end("js") < 1', 'not takes booleans, got a number'],
    ['end("js") ? true : false', 'a condition is yes or no'],
    ['(1 < 2 ? 1 : "a") == 1', 'comes to a number or to a string'],
    ['end() < 1', "end takes a metric's name in quotes first"],
    ['end("js", 3) < 1', 'end takes a metric and perhaps a filter'],
    ['at("js") < 1', 'at takes a metric, a step and perhaps a filter'],
    ['at("js", 1.5) < 1', 'a step is a whole number'],
    ['at("js", -1) < 1', 'a step is a whole number'],
    ['outcome("js") == "diverged"', 'outcome takes a filter and nothing else'],
    ['end("js", {loss: ["minimax"]}) < 1', "a filter's value is a number, a text"],
    ['end("js", {loss: 1 + 1}) < 1', "a filter's value is a number, a text"],
    ['end("js", {"__proto__": {loss: 1}}) < 1', 'no key of a filter'],
    ['end({loss: "minimax"}) < 1', "end takes a metric's name in quotes first"],
    ['{loss: "minimax"} == {loss: "minimax"}', 'stands where a value is needed'],
    ['log(2, 3) < 1', 'log takes 1 value, got 2'],
    ['max() < 1', 'max takes numbers, got 0'],
    ['1 <', 'cannot be read: Unexpected end of expression'],
    ['', 'is empty'],
    ['  ', 'is empty'],
    [`${'1+'.repeat(500)}1 < 2`, 'at most 1000 are read'],
    [`${'1+'.repeat(200)}1 < 2`, 'nests more than 100 deep'],
    [`${'('.repeat(31)}1${')'.repeat(31)} < 2`, 'nests brackets more than 30 deep'],
  ])('of %s says why', (text, message) => {
    expect(refusal(text)?.message).toMatch(
      new RegExp(
        message
          .split('|')
          .map((part) => part.replace(/[.*+?^${}()[\]\\]/g, '\\$&'))
          .join('|'),
      ),
    );
  });

  it('of a filter where nothing varies says so', () => {
    const problem = refusal('end("js", {loss: "minimax"}) < 1', { metrics: ['js'], axes: [] });
    expect(problem?.message).toContain('nothing varies');
  });
});

const hostile = [
  'ones(20000, 20000)',
  'import({a: 1})',
  'createUnit("foo")',
  'constructor',
  'constructor.constructor("return 1")()',
  '"a".constructor',
  '"a".constructor.constructor("return process")()',
  'end.constructor("x")',
  'f(x) = f(x)',
  '9^9^9^9 < end("js")^1e308',
  'range(0, 1e9)',
  '0:1:1e9',
  'evaluate("1+1")',
  'parse("1")',
  'compile("1")',
  'simplify("x")',
  'derivative("x^2", "x")',
  'toString()',
  'hasOwnProperty("js")',
  '__proto__',
  'valueOf()',
  'config({number: "BigNumber"})',
  'random()',
  'factorial(170)!',
  '170!!!!!!',
  'zeros(1e9)',
  'cross([1],[2])',
  'end("js")["constructor"]',
  'end["constructor"]',
  '{"constructor": 1}.constructor',
  'global',
  'process',
  'require("fs")',
  'typed("x", {})',
  'chain(1).done()',
  'reviver',
  'help(end)',
  'x -> x',
  '"\\u0000"',
  '1 to cm',
  'unit("5 cm")',
  'bignumber("1e1000000000")',
  '1e1000000000 < 2',
  'map([1,2], f)',
  'import',
  'end = 1',
  'at(end, end)',
];

describe('hostile text', () => {
  const kinds = new Set(['constant', 'read', 'ask', 'apply', 'choose']);

  /** Refused, or a tree of the closed kinds that evaluates to a plain value without asking anything else. */
  function isHarmless(text: string): void {
    for (const wanted of ['boolean', 'number', 'string'] as const) {
      const result = parseExpression(text, words, wanted);
      if ('message' in result) {
        expect(result.message).not.toBe('');
        continue;
      }
      walk(result.expression);
      const evaluated = evaluate(result.expression, {
        ties: true,
        ask: (question) => ({ value: question.kind === 'ask' ? 'finished' : 0.5 }),
        reading: () => ({ absent: 'none' }),
      });
      if ('value' in evaluated) expect(typeof evaluated.value).toBe(wanted);
    }
  }

  function walk(expression: Expression): void {
    expect(kinds).toContain(expression.kind);
    if (expression.kind === 'read') expect(words.metrics).toContain(expression.metric);
    if (expression.kind === 'apply') {
      expect(operators.has(expression.operation) || functions.has(expression.operation)).toBe(true);
      expression.to.forEach(walk);
    }
    if (expression.kind === 'choose') [expression.asked, expression.yes, expression.no].forEach(walk);
  }

  it.each(hostile)('%s is harmless', (text) => {
    isHarmless(text);
  });

  it.each(['ones(20000, 20000) == 1', 'import({a: 1}) == 1', '"a".constructor == 1', 'random() < 2', 'process == 1'])(
    '%s is refused',
    (text) => {
      expect(refusal(text)).not.toBeNull();
    },
  );

  it('is harmless when random', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), isHarmless), { numRuns: 300 });
  });

  it('is harmless when it is made of the pieces that expressions are made of', () => {
    const piece = fc.constantFrom(
      ...[
        'end',
        'at',
        '"js"',
        '"loss"',
        'min',
        'log',
        '(',
        ')',
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        '.',
        '<',
        '==',
        '=',
        '?',
      ],
      ...[
        '+',
        '-',
        '*',
        '/',
        '^',
        '!',
        "'",
        '%',
        'and',
        'or',
        'not',
        'to',
        'mod',
        'pi',
        'i',
        'true',
        'null',
        '1',
        '1e308',
      ],
      ...['{loss: "minimax"}', 'end("js")', '1 < 2', 'f(x)', 'constructor', '\n', ';', '#', ' ', '2', '??', '?.', '->'],
      ...hostile,
    );
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' '));
    fc.assert(fc.property(text, isHarmless), { numRuns: 1500 });
  });

  it('is harmless when deep', () => {
    for (const unit of ['(', '[', '{a:', '-', 'not ', '1?', '2^', 'abs(', '1/2(', 'a.', '1<', "pi'", '1:', '((1)'])
      isHarmless(unit.repeat(Math.floor(1000 / unit.length)));
  });
});
