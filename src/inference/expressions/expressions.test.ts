import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evaluated, evaluate } from './evaluate.js';
import { type Expression, type ExpressionValue, questionsIn } from './expression.js';
import { expressionFunctions, expressionOperators } from './operations.js';
import { parseExpression } from './parse-expression.js';

const vocabulary = {
  metrics: ['js', 'kl-q-p', 'modes-covered', 'modes-covered(atLeast=5)'],
  axes: ['loss', 'optimizer', 'latent.dim'],
};

function parsed(text: string, wanted: 'boolean' | 'number' | 'string' = 'boolean'): Expression {
  const result = parseExpression(text, vocabulary, wanted);
  if ('message' in result) throw new Error(result.message);
  return result.expression;
}

/** The value of an expression in which every question has the answer `answers[its text]`. */
function resultOf(text: string, answers: Record<string, ExpressionValue | { absent: string }> = {}): Evaluated {
  const wanted = (['boolean', 'number', 'string'] as const).find(
    (type) => 'expression' in parseExpression(text, vocabulary, type),
  );
  return evaluate(parsed(text, wanted), {
    infinitiesTie: true,
    answer: ({ text: asked }) => {
      const answer = answers[asked] ?? { absent: `no answer to ${asked}` };
      return typeof answer === 'object' ? answer : { value: answer };
    },
    metricValue: () => ({ absent: 'not a derived metric' }),
  });
}

function refusal(text: string, allowed = vocabulary) {
  const result = parseExpression(text, allowed, 'boolean');
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

  it('is absent where an answer is, with the same reason, or where arithmetic has no result', () => {
    expect(resultOf('end("js") < 1', { 'end("js")': { absent: 'q is singular' } })).toEqual({
      absent: 'q is singular',
    });
    expect(resultOf('log(-1) < 1')).toEqual({ absent: 'log(-1) is not a number' });
    expect(resultOf('(end("js") < 1) ? 1 : 2', { 'end("js")': { absent: 'q is singular' } })).toEqual({
      absent: 'q is singular',
    });
  });

  it('does not need the absent side where the other decides "and" or "or"', () => {
    const answers = { 'end("js")': 0.1 };
    expect(resultOf('end("js") < 1 or end("kl-q-p") < 1', answers)).toEqual({ value: true });
    expect(resultOf('end("kl-q-p") < 1 or end("js") < 1', answers)).toEqual({ value: true });
    expect(resultOf('end("kl-q-p") < 1 and end("js") > 1', answers)).toEqual({ value: false });
    expect(resultOf('end("kl-q-p") < 1 and end("js") < 1', answers)).toEqual({
      absent: 'no answer to end("kl-q-p")',
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

describe('a question about runs', () => {
  it('is a metric, when, and in which cell', () => {
    const text =
      'end("modes-covered", {loss: "minimax"}) < at("js", 500, {"optimizer.name": "adam", "latent.dim": -2}) + min("kl-q-p") + mean("js", {optimizer: {lr: 1e-3, nesterov: true}})';
    expect(questionsIn(parsed(text))).toMatchObject([
      { reduction: 'end', metric: 'modes-covered', step: null, filter: { loss: 'minimax' } },
      { reduction: 'at', metric: 'js', step: 500, filter: { 'optimizer.name': 'adam', 'latent.dim': -2 } },
      { reduction: 'min', metric: 'kl-q-p', filter: {} },
      { reduction: 'mean', metric: 'js', filter: { optimizer: { lr: 0.001, nesterov: true } } },
    ]);
  });

  it('is the outcome or the diagnosis of a run', () => {
    expect(
      questionsIn(parsed('outcome({loss: "minimax"}) == "diverged" or diagnosis() != "mode-collapse"')),
    ).toMatchObject([
      { kind: 'run-question', about: 'outcome', filter: { loss: 'minimax' } },
      { kind: 'run-question', about: 'diagnosis', filter: {} },
    ]);
  });

  it('reduces a metric by min, max and mean, and numbers by arithmetic', () => {
    expect(questionsIn(parsed('max("js") < 1'))).toHaveLength(1);
    expect(questionsIn(parsed('max(1, 2) < 3'))).toHaveLength(0);
  });
});

describe('a refusal', () => {
  it.each([
    ['end("jss") < 1', 'metric "jss" is not measured', 'js'],
    [
      'end("modes-covered(atLeast=4)") < 1',
      'metric "modes-covered(atLeast=4)" is not measured',
      'modes-covered(atLeast=5)',
    ],
    ['end("js", {los: "minimax"}) < 1', 'unknown axis "los"', 'loss'],
    ['edn("js") < 1', 'unknown function `edn`', 'end'],
    ['outcome() == "divergd"', 'outcome() is never "divergd"', 'diverged'],
    ['diagnosis() == "mode-colapse"', 'diagnosis() is never "mode-colapse"', 'mode-collapse'],
    ['p < 1', 'unknown word `p`: write end("js") for a metric, and quotes around a text', 'pi'],
  ])('of %s names the nearest valid word', (text, message, didYouMean) => {
    const problem = refusal(text);
    expect(problem?.message).toContain(message);
    expect(problem?.didYouMean).toBe(didYouMean);
    expect(problem?.allowed).toContain(didYouMean);
  });

  it.each([
    ['js < 1', 'unknown word `js`'],
    ['2 pi < 1', 'write 2 * pi'],
    ['2 (3) < 1', 'multiplies implicitly'],
    ['end("js") end("js") < 1', 'multiplies implicitly'],
    ['50% < 1', 'write 50 / 100'],
    ['5 % 3 < 1', 'unknown operator `%`'],
    ['3! < 1', 'unknown operator `!`'],
    ['1 < 2 xor 2 < 3', 'unknown operator `xor`'],
    ["pi' < 1", "unknown operator `'`"],
    ['end("js") ?? 1 < 1', 'unknown operator `??`'],
    ['5 cm < 1', 'unknown word|multiplies implicitly'],
    ['1 < 2\n2 < 3', 'more than one line is not allowed'],
    ['x = 1', 'an assignment is not allowed'],
    ['f(x) = 1 < x', 'the definition of a function is not allowed'],
    ['[1, 2] == [1, 2]', 'an array is not allowed'],
    ['1:3 < 2', 'not allowed'],
    ['"js".length < 1', 'access to properties or elements is not allowed'],
    ['"js"["length"] < 1', 'access to properties or elements is not allowed'],
    ['null == null', 'null is not a number'],
    ['NaN == NaN', 'NaN is not a number'],
    ['end("js")', 'is a number where a comparison (true or false) is needed'],
    ['end("js") < "a"', '< takes numbers, got a string'],
    ['end("js") == "a"', '== takes numbers, got a string'],
    ['not end("js") < 1', 'not takes booleans, got a number'],
    ['end("js") ? true : false', 'it must be true or false'],
    ['(1 < 2 ? 1 : "a") == 1', 'is a number or a string: both branches must have one type'],
    ['end() < 1', "the first argument of end is a metric's name in quotes"],
    ['end("js", 3) < 1', 'end takes a metric and optionally a filter'],
    ['at("js") < 1', 'at takes a metric, a step and optionally a filter'],
    ['at("js", 1.5) < 1', 'a step must be an integer'],
    ['at("js", -1) < 1', 'a step must be an integer'],
    ['outcome("js") == "diverged"', 'outcome takes only a filter'],
    ['end("js", {loss: ["minimax"]}) < 1', "a filter's value must be a number, a text"],
    ['end("js", {loss: 1 + 1}) < 1', "a filter's value must be a number, a text"],
    ['end("js", {"__proto__": {loss: 1}}) < 1', 'is not allowed as a key of a filter'],
    ['end({loss: "minimax"}) < 1', "the first argument of end is a metric's name in quotes"],
    ['{loss: "minimax"} == {loss: "minimax"}', 'is a filter where a value is needed'],
    ['log(2, 3) < 1', 'log takes 1 value, got 2'],
    ['max() < 1', 'max takes numbers, got 0'],
    ['1 <', 'cannot be parsed: Unexpected end of expression'],
    ['2 × 3 < 7', 'has "×": write *'],
    ['4 ÷ 2 < 7', 'has "÷": write /'],
    ['4 < “a”', 'has "“": write "'],
    ['4 < a”', 'has "”": write "'],
    ['4 < ‘a’', 'has "‘": write \''],
    ['4 < a’', 'has "’": write \''],
    ['1 ≤ 2', 'has "≤": write <='],
    ['', 'is empty'],
    ['  ', 'is empty'],
    [`${'1+'.repeat(500)}1 < 2`, 'at most 1000 are allowed'],
    [`${'1+'.repeat(200)}1 < 2`, 'is nested more than 100 deep'],
    [`${'('.repeat(31)}1${')'.repeat(31)} < 2`, 'has brackets nested more than 30 deep'],
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
  const kinds = new Set(['constant', 'metric-question', 'run-question', 'apply', 'choose']);

  /** Refused, or a tree of the closed kinds that evaluates to a plain value without asking anything else. */
  function isHarmless(text: string): void {
    for (const wanted of ['boolean', 'number', 'string'] as const) {
      const result = parseExpression(text, vocabulary, wanted);
      if ('message' in result) {
        expect(result.message).not.toBe('');
        continue;
      }
      walk(result.expression);
      const evaluated = evaluate(result.expression, {
        infinitiesTie: true,
        answer: (question) => ({ value: question.kind === 'run-question' ? 'finished' : 0.5 }),
        metricValue: () => ({ absent: 'none' }),
      });
      if ('value' in evaluated) expect(typeof evaluated.value).toBe(wanted);
    }
  }

  function walk(expression: Expression): void {
    expect(kinds).toContain(expression.kind);
    if (expression.kind === 'metric-question') expect(vocabulary.metrics).toContain(expression.metric);
    if (expression.kind === 'apply') {
      expect(expressionOperators.has(expression.operation) || expressionFunctions.has(expression.operation)).toBe(true);
      expression.to.forEach(walk);
    }
    if (expression.kind === 'choose') [expression.condition, expression.yes, expression.no].forEach(walk);
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
