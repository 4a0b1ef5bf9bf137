"""Prints golden values of the sample-based metrics, from numpy, scipy, scikit-learn and POT (Debian: python3-pot): `python3 -P metrics.py > metrics.json`."""
import json

import numpy as np
import ot
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist, pdist
from scipy.stats import energy_distance, wasserstein_distance
from sklearn.neighbors import KernelDensity, NearestNeighbors

random = np.random.default_rng(7)


def rounded(x):
    return np.round(x, 6)


# Asymmetric on purpose: other centre, other scales, a third of the samples far away.
real = rounded(random.normal(size=(60, 2)) * [1.0, 0.3] + [0.5, -1.0])
generated = rounded(random.normal(size=(60, 2)) * [0.4, 0.7] + [0.2, -0.6])
generated[:20] += [3.0, 1.0]
generated = rounded(generated)


def assignment(order):
    cost = cdist(generated, real) ** order
    rows, columns = linear_sum_assignment(cost)
    return cost[rows, columns].mean() ** (1 / order)


def sliced(directions):
    angles = np.pi * (np.arange(directions) + 0.5) / directions
    units = np.stack([np.cos(angles), np.sin(angles)])
    gap = np.sort(generated @ units, axis=0) - np.sort(real @ units, axis=0)
    return np.sqrt((gap**2).mean())


def pot():
    same = np.full(len(real), 1 / len(real))
    angles = np.pi * (np.arange(10) + 0.5) / 10
    return {
        "wasserstein-1": ot.emd2(same, same, ot.dist(generated, real, metric="euclidean")),
        "wasserstein-2": np.sqrt(ot.emd2(same, same, ot.dist(generated, real))),
        "sliced-wasserstein, 10 directions": ot.sliced_wasserstein_distance(
            generated, real, n_projections=10, projections=np.stack([np.cos(angles), np.sin(angles)])
        ),
    }


def off_diagonal_mean(matrix):
    n = len(matrix)
    return (matrix.sum() - np.trace(matrix)) / (n * (n - 1))


def mmd(bandwidth):
    def kernel(a, b):
        return np.exp(-cdist(a, b, "sqeuclidean") / (2 * bandwidth**2))

    return (
        off_diagonal_mean(kernel(generated, generated))
        + off_diagonal_mean(kernel(real, real))
        - 2 * kernel(generated, real).mean()
    )


def radii(x, k):
    return NearestNeighbors(n_neighbors=k + 1).fit(x).kneighbors(x)[0][:, k]


def prdc(k):
    between = cdist(real, generated)
    real_radii, generated_radii = radii(real, k), radii(generated, k)
    inside = between < real_radii[:, None]
    return {
        "precision": inside.any(axis=0).mean(),
        "recall": (between < generated_radii[None, :]).any(axis=1).mean(),
        "density": inside.sum(axis=0).mean() / k,
        "coverage": (between.min(axis=1) < real_radii).mean(),
    }


def vendi(bandwidth, order):
    kernel = np.exp(-cdist(generated, generated, "sqeuclidean") / (2 * bandwidth**2))
    values = np.clip(np.linalg.eigvalsh(kernel / len(generated)), 0, None)
    values = values[values > 1e-14]
    if order == 1:
        return np.exp(-(values * np.log(values)).sum())
    return np.exp(np.log((values**order).sum()) / (1 - order))


def parzen(bandwidth):
    logs = KernelDensity(bandwidth=bandwidth, atol=0, rtol=0).fit(generated).score_samples(real)
    return [bandwidth, logs.mean(), logs.std(ddof=1) / np.sqrt(len(logs))]


print(
    json.dumps(
        {
            "generated": generated.flatten().tolist(),
            "real": real.flatten().tolist(),
            "wasserstein-1": assignment(1),
            "wasserstein-2": assignment(2),
            "wasserstein-1 of the first coordinates": wasserstein_distance(generated[:, 0], real[:, 0]),
            "sliced-wasserstein, 10 directions": sliced(10),
            "POT": pot(),
            "energy-distance": 2 * cdist(generated, real).mean()
            - off_diagonal_mean(cdist(generated, generated))
            - off_diagonal_mean(cdist(real, real)),
            "energy distance of the first coordinates, biased, its root": energy_distance(generated[:, 0], real[:, 0]),
            "mmd, bandwidth 0.7": mmd(0.7),
            "median distance in the data": float(np.sort(pdist(real))[len(pdist(real)) // 2]),
            "prdc, k = 5": prdc(5),
            "prdc, k = 2": prdc(2),
            "vendi, bandwidth 0.5": {"order 1": vendi(0.5, 1), "order 2": vendi(0.5, 2)},
            "parzen: bandwidth, mean, standard error": [parzen(0.2), parzen(0.7)],
            "pairwise-distance": pdist(generated).mean(),
        },
        indent=1,
    )
)
