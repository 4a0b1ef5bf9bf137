"""End states of small games under the settings of three notebooks, by their definitions, in plain Python (doubles).

- GauthierGidel's Variational-Inequality-GAN notebook: min over x, max over y of x y from (2, .5), y clipped to [-1, 1],
  100 iterations: simultaneous and alternating SGD .1, Adam .01, averaged SGD, past-extragradient .5, extragradient .6.
- Daskalakis et al.'s optimistic notebook: a linear WGAN that learns the mean (3, 4) from (0, 0). In expectation each
  coordinate is x y with x = mean - theta, from (3, 0) and (4, 0). The notebook's optimistic rule begins with a plain step
  (both states before it are the start); here the gradient before the first is 0, and the first step goes twice as far.
- The TTUR saddle (1 + x^2) (100 - y^2) from (.5, -.4), its rates, x before y in each turn; without the noise (of standard
  deviation 1 on each slope) and for 200 of its 5000 turns.

x is the generator, y the discriminator, who minimises the negative. python3 test/golden/end-states.py > test/golden/end-states.json
"""
import json
import math


def sgd(rate):
    return lambda: lambda value, slope: value - rate * slope


def adam(rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    def fresh():
        m = v = 0.0
        t = 0

        def step(value, slope):
            nonlocal m, v, t
            t += 1
            m = beta1 * m + (1 - beta1) * slope
            v = beta2 * v + (1 - beta2) * slope * slope
            return value - rate * (m / (1 - beta1**t)) / (math.sqrt(v / (1 - beta2**t)) + epsilon)

        return step

    return fresh


def optimistic(rate):
    def fresh():
        before = 0.0

        def step(value, slope):
            nonlocal before
            value, before = value - 2 * rate * slope + rate * before, slope
            return value

        return step

    return fresh


def product(x, y):
    return y, -x


def saddle(x, y):
    return 2 * x * (100 - y * y), 2 * y * (1 + x * x)


def within(bound, value):
    return value if bound is None else max(-bound, min(bound, value))


def simultaneous(field, start, steps, rules, bound):
    (x, y), (move_x, move_y) = start, [rule() for rule in rules]
    visited = [(x, y)]
    for _ in range(steps):
        gx, gy = field(x, y)
        x, y = move_x(x, gx), within(bound, move_y(y, gy))
        visited.append((x, y))
    return visited


def alternating(field, start, steps, rules, bound, first):
    (x, y), (move_x, move_y) = start, [rule() for rule in rules]
    visited = [(x, y)]
    for _ in range(steps):
        for player in (first, 1 - first):
            if player == 0:
                x = move_x(x, field(x, y)[0])
            else:
                y = within(bound, move_y(y, field(x, y)[1]))
        visited.append((x, y))
    return visited


def extragradient(field, start, steps, rate, bound):
    x, y = start
    for _ in range(steps):
        gx, gy = field(x, y)
        gx, gy = field(x - rate * gx, within(bound, y - rate * gy))
        x, y = x - rate * gx, within(bound, y - rate * gy)
    return [(x, y)]


def past_extragradient(field, start, steps, rate, bound):
    (x, y), (gx, gy) = start, (0.0, 0.0)
    for _ in range(steps):
        gx, gy = field(x - rate * gx, within(bound, y - rate * gy))
        x, y = x - rate * gx, within(bound, y - rate * gy)
    return [(x, y)]


def mean(visited):
    return tuple(sum(values) / len(visited) for values in zip(*visited))


CASES = []


def case(says, game, start, setting, steps, end, box=None):
    CASES.append({
        "says": says,
        "game": {"name": game, "start": {"generator": start[0], "discriminator": start[1]},
                  **({} if game == "saddle" else {"box": {} if box is None else {"discriminator": box}})},
        "setting": setting, "steps": steps, "end": end,
    })


def rule(name, **options):
    return {"optimizer": {"name": name, **options}}


SIM = {"scheme": {"name": "simultaneous"}}


def alt(first):
    return {"scheme": {"name": "alternating", "first": first, "discriminatorSteps": 1, "generatorSteps": 1,
                       "batches": "fresh"}}


BOTH = {"averaging": {"name": "uniform", "of": "both", "from": 0}}
at, n = (2.0, 0.5), 100
both = lambda one: (one, one)
ADAM = dict(lr=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8)
case("simultaneous SGD", "bilinear", at, {**rule("sgd", lr=0.1), **SIM}, n,
     simultaneous(product, at, n, both(sgd(0.1)), 1)[-1], 1)
for k, first in enumerate(("generator", "discriminator")):
    case(f"alternating SGD, {first} first", "bilinear", at, {**rule("sgd", lr=0.1), **alt(first)}, n,
         alternating(product, at, n, both(sgd(0.1)), 1, k)[-1], 1)
    case(f"averaged alternating SGD, {first} first", "bilinear", at, {**rule("sgd", lr=0.1), **alt(first), **BOTH}, n,
         mean(alternating(product, at, n, both(sgd(0.1)), 1, k)), 1)
case("averaged simultaneous SGD", "bilinear", at, {**rule("sgd", lr=0.1), **SIM, **BOTH}, n,
     mean(simultaneous(product, at, n, both(sgd(0.1)), 1)), 1)
case("simultaneous Adam", "bilinear", at, {**rule("adam", **ADAM), **SIM}, n,
     simultaneous(product, at, n, both(adam(0.01)), 1)[-1], 1)
case("alternating Adam, generator first", "bilinear", at, {**rule("adam", **ADAM), **alt("generator")}, n,
     alternating(product, at, n, both(adam(0.01)), 1, 0)[-1], 1)
case("past-extragradient", "bilinear", at, {**rule("sgd", lr=0.5), "scheme": {"name": "past-extragradient"}}, n,
     past_extragradient(product, at, n, 0.5, 1)[-1], 1)
case("extragradient", "bilinear", at, {**rule("sgd", lr=0.6), "scheme": {"name": "extragradient", "batches": "shared"}},
     n, extragradient(product, at, n, 0.6, 1)[-1], 1)
for start in ((3.0, 0.0), (4.0, 0.0)):
    case(f"linear WGAN from {start[0]:g}, descent", "bilinear", start, {**rule("sgd", lr=0.1), **SIM}, 300,
         simultaneous(product, start, 300, both(sgd(0.1)), None)[-1])
    case(f"linear WGAN from {start[0]:g}, optimistic", "bilinear", start, {**rule("optimistic", lr=0.1), **SIM}, 300,
         simultaneous(product, start, 300, both(optimistic(0.1)), None)[-1])
# Rates as the notebook's four lines: one time scale, fast and slow; two, with x or y the slow one. x moves first.
hill, m = (0.5, -0.4), 200
for g, d in ((0.01, 0.01), (0.001, 0.001), (0.0001, 0.01), (0.01, 0.0001)):
    rates = {"optimizer": {"generator": {"name": "sgd", "lr": g}, "discriminator": {"name": "sgd", "lr": d}}}
    case(f"saddle, rates {g} and {d}", "saddle", hill, {**rates, **alt("generator")}, m,
         alternating(saddle, hill, m, (sgd(g), sgd(d)), None, 0)[-1])
case("saddle at once", "saddle", hill, {**rule("sgd", lr=0.001), **SIM}, 25,
     simultaneous(saddle, hill, 25, both(sgd(0.001)), None)[-1])

print(json.dumps({"made": "plain Python, doubles", "cases": CASES}, indent=1))
