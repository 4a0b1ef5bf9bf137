"""Adds the eigenvalues by numpy (LAPACK) to a Jacobian that this project made of a small game of networks.

`python3 -P game-eigenvalues.py < game-eigenvalues.json > new.json`: the matrix is taken from the file as it is; networks.test.ts
says which game it is of, and makes it again.
"""
import json
import sys

import numpy as np

matrix = np.array(json.load(sys.stdin)["matrix"])
values = sorted(np.linalg.eigvals(matrix), key=lambda value: (-abs(value), -value.imag))
symmetric, antisymmetric = (matrix + matrix.T) / 2, (matrix - matrix.T) / 2
squares = [np.sum(part**2) for part in (symmetric, antisymmetric)]
generator = 22  # parameters
print(
    json.dumps(
        {
            "real": [value.real for value in values],
            "imaginary": [value.imag for value in values],
            "rotation": squares[1] / sum(squares),
            "hessian-generator": np.linalg.eigvalsh(-symmetric[:generator, :generator]).tolist(),
            "hessian-discriminator": np.linalg.eigvalsh(-symmetric[generator:, generator:]).tolist(),
            "matrix": matrix.tolist(),
        }
    )
)
