"""Prints matrices that are not symmetric and their eigenvalues by numpy (LAPACK): `python3 -P eigenvalues.py > eigenvalues.json`."""
import json

import numpy as np

random = np.random.default_rng(3)


def case(name, matrix):
    matrix = np.round(matrix, 6)
    values = np.linalg.eigvals(matrix)
    values = sorted(values, key=lambda value: (round(value.real, 9), value.imag))
    return {
        "name": name,
        "matrix": matrix.tolist(),
        "real": [value.real for value in values],
        "imaginary": [value.imag for value in values],
    }


n = 24
plain = random.normal(size=(n, n))
# A game's Jacobian: large antisymmetric blocks off the diagonal, small symmetric ones on it, of different scales.
players = random.normal(size=(8, 12))
generator, discriminator = random.normal(size=(8, 8)), random.normal(size=(12, 12))
game = np.block([[0.01 * (generator + generator.T), -players], [players.T, -0.1 * discriminator @ discriminator.T]])
graded = plain[:12, :12] * 10.0 ** np.arange(-3, 3, 0.5)[:, None]
blocks = np.zeros((7, 7))
blocks[:3, :3] = random.normal(size=(3, 3))
blocks[3:, 3:] = random.normal(size=(4, 4))

print(json.dumps([case("normal", plain), case("a game", game), case("graded", graded), case("two blocks", blocks)]))
