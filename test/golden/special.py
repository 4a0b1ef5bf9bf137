"""Special functions to 40 digits: prints special.json. Run: python3 test/golden/special.py"""

import json

from mpmath import betainc, erf, erfc, erfinv, findroot, gammainc, log, loggamma, mp, mpf, ncdf, polyroots, sqrt, taylor, legendre, diff

mp.dps = 40
XS = [-5.5, -2.1, -1, -0.46875, -0.3, 0, 1e-10, 0.2, 0.46875, 0.47, 0.9, 1.7, 3.3, 4, 4.01, 5.9]
BETAS = [(a, b, x) for a, b in [(1, 1), (0.5, 0.5), (2, 5), (9, 2), (30.5, 4), (300, 200), (1000, 0.5)] for x in (1e-4, 0.1, 0.5, 0.83, 0.999)]
BETAS += [(30.5, 4, 1e-10), (9, 2, 1e-33), (0.5, 3, 1e-300), (100, 50, 0.001)]  # tails down to 1e-300

# Degrees of freedom and x: both tails, down to 1e-300. The ideals of high-quality within radii of .148 and of 1e-12 in 25 dimensions.
CHI_SQUARED = [(1, 0.01), (1, 1370), (2, 1e-300), (2, 9), (2, 1380), (3, 1), (25, 0.148**2), (25, 1e-23), (25, 0.5), (25, 9), (25, 200), (25, 1480)]
CHI_SQUARED += [(50, 9), (50, 1e-10), (700, 100), (700, 38), (700, 900), (700, 2850), (1200, 9)]


def quantile(p):
    if p > 1e-9:
        return sqrt(2) * erfinv(2 * mpf(p) - 1)
    return findroot(lambda x: log(ncdf(x)) - log(mpf(p)), -sqrt(-2 * log(mpf(p))))


def gauss(n):
    nodes = sorted(polyroots(taylor(lambda x: legendre(n, x), 0, n)[::-1], maxsteps=200, extraprec=200))
    return [(x, 2 / ((1 - x**2) * diff(lambda t: legendre(n, t), x) ** 2)) for x in nodes]


def rows(function, *inputs):
    return [[*at, float(function(*map(mpf, at)))] for at in inputs]


print(
    json.dumps(
        {
            "erf": rows(erf, *[(x,) for x in XS]),
            "erfc": rows(erfc, *[(x,) for x in XS + [8, 15, 26]]),
            "normalCdf": rows(ncdf, *[(x,) for x in XS + [-10, -20, -37]]),
            "normalQuantile": rows(quantile, *[(p,) for p in (1e-300, 1e-50, 1e-12, 1e-5, 0.024, 0.3, 0.5, 0.6, 0.975, 0.999999)]),
            "logGamma": rows(loggamma, *[(x,) for x in (1e-3, 0.5, 1.5, 3, 9.99, 10, 57.3, 1234)]),
            "chiSquaredBelow": rows(lambda d, x: gammainc(d / 2, 0, x / 2, regularized=True), *CHI_SQUARED),
            "chiSquaredAbove": rows(lambda d, x: gammainc(d / 2, x / 2, regularized=True), *CHI_SQUARED),
            "incompleteBeta": rows(lambda a, b, x: betainc(a, b, 0, x, regularized=True), *BETAS),
            "gaussLegendre": {n: [[float(x), float(w)] for x, w in gauss(n)] for n in (1, 2, 5, 16)},
        }
    )
)
