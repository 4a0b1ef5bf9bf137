"""Statistics by scipy: prints statistics.json. Run: python3 test/golden/statistics.py (scipy 1.17)"""

import json

import numpy as np
from scipy import stats

SETS = {
    "ten": [0.31, 0.02, 0.18, 0.025, 0.4, 0.021, 0.6, 0.033, 0.05, 0.27],
    "nine": [3, 1, 4, 1, 5, 9, 2, 6, 5],
    "five": [8, 7, 8, 3, 8],
    "three": [1, 2, 6],
}
DIFFERENCES = {
    "six, all one way": [0.1, 0.5, 0.2, 0.7, 0.3, 0.9],
    "ten": [0.3, -0.1, 0.25, 0.8, -0.2, 0.15, 0.6, 0.05, -0.4, 0.35],
    "with zeros and equal sizes": [1, 0, 2, -1, 3, 0, 1, 2, -2, 4, 1],
    "fourteen": [1.5, -0.3, 2.2, 0.1, -0.8, 1.1, 0.9, -1.4, 0.6, 2.5, 0.2, -0.5, 1.9, 0.7],
    "five": [2, 1, 4, 3, 5],
}
TWENTY = [float(np.sin(7 * i) + 0.2) for i in range(20)]
MANY = [float(np.sin(7 * i) + 0.15) for i in range(300)]


def sign_flip(d):
    return stats.permutation_test((np.array(d),), np.sum, permutation_type="samples", n_resamples=np.inf).pvalue


def wilcoxon(d):
    kept = np.array(d)[np.array(d) != 0]  # zero_method "wilcox"; every pattern of signs, so ties are exact too
    every = stats.PermutationMethod(n_resamples=2**20)
    return stats.wilcoxon(kept, method=every).pvalue


def shares(method):
    cases = [(6, 6), (9, 10), (5, 5), (8, 10), (0, 10), (3, 7), (1, 1), (50, 1000)]
    return [[k, n, *map(float, stats.binomtest(k, n).proportion_ci(method=method))] for k, n in cases]


print(
    json.dumps(
        {
            "quantiles": [[name, level, float(np.quantile(x, level))] for name, x in SETS.items() for level in (0, 0.1, 0.5, 0.8, 1)],
            "trimmed": [[name, float(stats.trim_mean(x, 0.25))] for name, x in SETS.items()],
            "sets": SETS,
            "wilson": shares("wilson"),
            "clopperPearson": shares("exact"),
            "differences": DIFFERENCES,
            "signFlip": [[name, float(sign_flip(d))] for name, d in DIFFERENCES.items()],
            "wilcoxon": [[name, float(wilcoxon(d))] for name, d in DIFFERENCES.items()],
            "twenty": float(sign_flip(TWENTY)),
            "many": float(stats.wilcoxon(MANY, method="asymptotic", correction=True).pvalue),
            "bootstrap": [
                [name, *map(float, stats.bootstrap((x,), lambda v, axis: stats.trim_mean(v, 0.25, axis=axis), method="percentile", n_resamples=200000, rng=1).confidence_interval)]
                for name, x in SETS.items()
            ],
        }
    )
)
