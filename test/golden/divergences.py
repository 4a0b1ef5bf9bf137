"""Prints golden values of the divergences that are estimated from samples, by brute force: `python3 divergences.py > divergences.json`.

The clouds are those of metrics.json. Neighbours come from scipy's distances, kernels from scikit-learn, and the integral in the
Jensen-Shannon estimate from scipy's quadrature of the formula as it stands.
"""
import json
import os

import numpy as np
from scipy.integrate import quad
from scipy.spatial.distance import cdist
from scipy.special import digamma, gammaln
from sklearn.neighbors import KernelDensity

with open(os.path.join(os.path.dirname(__file__), "metrics.json")) as file:
    clouds = json.load(file)
generated = np.reshape(clouds["generated"], (-1, 2))
real = np.reshape(clouds["real"], (-1, 2))


def sorted_distances(of, among):
    ordered = np.sort(cdist(of, among), axis=1)
    return ordered[:, 1:] if of is among else ordered


def wang_kulkarni_verdu(of, other, k):
    """Equation 29: the larger of both balls, and in it as many neighbours of each as there are."""
    own, across = sorted_distances(of, of), sorted_distances(of, other)
    total = 0.0
    for rho, nu in zip(own, across):
        radius = max(rho[k - 1], nu[k - 1])
        inner, outer = rho[rho <= radius], nu[nu <= radius]
        total += of.shape[1] * np.log(outer[-1] / inner[-1]) + digamma(len(inner)) - digamma(len(outer))
    return total / len(of) + np.log(len(other) / (len(of) - 1))


def volumes(of, among, k):
    n, d = len(among) - (of is among), of.shape[1]
    ball = d / 2 * np.log(np.pi) - gammaln(d / 2 + 1)
    return digamma(n + 1) + ball + d * np.log(sorted_distances(of, among)[:, k - 1])


def log_of_sum(t, u, k):
    m = min(t, u)
    part, _ = quad(lambda s: ((1 - s / t) ** (k - 1) * (1 - s / u) ** (k - 1) - 1) / s, 0, m, epsabs=1e-13, epsrel=1e-13)
    return -np.euler_gamma - np.log(m) - part


def js(k):
    sides = []
    for of, other in [(real, generated), (generated, real)]:
        own, across = np.exp(volumes(of, of, k)), np.exp(volumes(of, other, k))
        sides.append(np.mean([digamma(k) - np.log(t) - log_of_sum(t, u, k) for t, u in zip(own, across)]))
    return np.log(2) + sum(sides) / 2


def log_normal(x):
    return -(x**2).sum(axis=1) / 2 - np.log(2 * np.pi)


def entropy(x, k):
    return -(digamma(k) - volumes(x, x, k)).mean()


def kernel(of, at, bandwidth):
    if of is not at:
        return KernelDensity(bandwidth=bandwidth, atol=0, rtol=0).fit(of).score_samples(at)
    fits = [KernelDensity(bandwidth=bandwidth, atol=0, rtol=0).fit(np.delete(of, i, axis=0)) for i in range(len(of))]
    return np.array([fit.score_samples(at[i : i + 1])[0] for i, fit in enumerate(fits)])


def kernel_js(bandwidth):
    halves = []
    for of, other in [(real, generated), (generated, real)]:
        own, across = kernel(of, of, bandwidth), kernel(other, of, bandwidth)
        halves.append((np.log(2) + own - np.logaddexp(own, across)).mean() / 2)
    return sum(halves)


print(
    json.dumps(
        {
            "kl of two clouds: k, q-p, p-q": [
                [k, wang_kulkarni_verdu(generated, real, k), wang_kulkarni_verdu(real, generated, k)] for k in (1, 3)
            ],
            "js by neighbours: k, js": [[k, js(k)] for k in (1, 2, 5)],
            "minus entropy, minus log p of N(0, 1) in the plane: k, generated": [
                [k, -entropy(generated, k) - log_normal(generated).mean()] for k in (1, 5)
            ],
            "kernels: bandwidth, kl q-p, kl p-q, js": [
                [
                    h,
                    (kernel(generated, generated, h) - kernel(real, generated, h)).mean(),
                    (kernel(real, real, h) - kernel(generated, real, h)).mean(),
                    kernel_js(h),
                ]
                for h in (0.2, 0.5)
            ],
        },
        indent=1,
    )
)
