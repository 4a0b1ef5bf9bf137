"""Trajectories of PyTorch's optimizers, in doubles, on a lopsided parabola whose gradient changes sign of scale.

python3 test/golden/optimizers.py > test/golden/optimizers.json    (made with PyTorch 1.13)
"""
import json
import math

import torch

torch.set_default_dtype(torch.float64)

CURVATURE = [1.0, 10.0, 0.1, 3.0]
CENTRE = [0.5, -1.0, 2.0, 0.0]
START = [2.0, -3.0, 0.1, -0.7]
STEPS = [1, 2, 3, 10, 60]

CASES = [
    ("sgd", dict(lr=0.07), lambda p: torch.optim.SGD(p, lr=0.07)),
    ("momentum", dict(lr=0.02, momentum=0.8), lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.8)),
    ("nesterov", dict(lr=0.02, momentum=0.8), lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.8, nesterov=True)),
    ("rmsprop", dict(lr=0.03, decay=0.9, epsilon=1e-4), lambda p: torch.optim.RMSprop(p, lr=0.03, alpha=0.9, eps=1e-4)),
    ("adam", dict(), lambda p: torch.optim.Adam(p)),
    ("adam", dict(lr=0.1, beta1=0.5, beta2=0.9, epsilon=1e-3),
     lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.5, 0.9), eps=1e-3)),
    ("adam", dict(lr=0.1, beta1=0.0), lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.0, 0.999))),
    ("amsgrad", dict(lr=0.1, beta1=0.5, beta2=0.7),
     lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.5, 0.7), amsgrad=True)),
    ("adamw", dict(lr=0.1, beta1=0.5, weightDecay=0.2),
     lambda p: torch.optim.AdamW(p, lr=0.1, betas=(0.5, 0.999), weight_decay=0.2)),
]


def gradient(parameters, step):
    """Of the parabola, times a factor that waxes and wanes."""
    factor = 1 + 0.5 * math.sin(step)
    return [factor * a * (x - c) for a, x, c in zip(CURVATURE, parameters.tolist(), CENTRE)]


def trajectory(make):
    parameters = torch.tensor(START, requires_grad=True)
    optimizer = make([parameters])
    visited = []
    for step in range(1, max(STEPS) + 1):
        parameters.grad = torch.tensor(gradient(parameters.detach(), step))
        optimizer.step()
        if step in STEPS:
            visited.append(parameters.tolist())
    return visited


print(json.dumps({
    "made": f"PyTorch {torch.__version__}, float64",
    "curvature": CURVATURE, "centre": CENTRE, "start": START, "steps": STEPS,
    "cases": [{"name": n, "options": o, "visited": trajectory(m)} for n, o, m in CASES],
}, indent=1))
