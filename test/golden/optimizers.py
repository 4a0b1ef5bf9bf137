"""Trajectories of PyTorch's optimizers, in doubles, on a lopsided parabola whose gradient changes sign of scale; of
optimistic descent and optimistic Adam, which PyTorch has not, by their papers' formulas in plain Python.

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



def with_momentum(p, momentum):
    """SGD's constructor refuses momentum below 0; its rule does not."""
    optimizer = torch.optim.SGD(p, lr=0.02, momentum=0.8)
    optimizer.param_groups[0]["momentum"] = momentum
    return optimizer


class Optimistic:
    """arXiv:1711.00141: theta - 2 lr g + lr g_before, with g_before = 0 at first."""

    def __init__(self, p, lr):
        self.p, self.lr, self.before = p[0], lr, torch.zeros_like(p[0])

    def step(self):
        with torch.no_grad():
            self.p -= self.lr * (2 * self.p.grad - self.before)
        self.before = self.p.grad.clone()


class OptimisticAdam:
    """arXiv:1711.00141, algorithm 1: theta - 2 lr m_t / (sqrt(v_t) + e) + lr m_(t-1) / (sqrt(v_(t-1)) + e), m and v corrected."""

    def __init__(self, p, lr, beta1, beta2, epsilon):
        self.p, self.lr, self.beta1, self.beta2, self.epsilon = p[0], lr, beta1, beta2, epsilon
        self.m, self.v, self.t, self.before = torch.zeros_like(p[0]), torch.zeros_like(p[0]), 0, torch.zeros_like(p[0])

    def step(self):
        g, self.t = self.p.grad, self.t + 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        m, v = self.m / (1 - self.beta1 ** self.t), self.v / (1 - self.beta2 ** self.t)
        move = self.lr * m / (v.sqrt() + self.epsilon)
        with torch.no_grad():
            self.p -= 2 * move - self.before
        self.before = move


CASES = [
    ("sgd", dict(lr=0.07), lambda p: torch.optim.SGD(p, lr=0.07)),
    ("momentum", dict(lr=0.02, momentum=0.8), lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.8)),
    ("nesterov", dict(lr=0.02, momentum=0.8), lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.8, nesterov=True)),
    ("momentum", dict(lr=0.02, momentum=-0.5), lambda p: with_momentum(p, -0.5)),
    ("rmsprop", dict(), lambda p: torch.optim.RMSprop(p, lr=0.001)),
    ("rmsprop", dict(lr=0.03, decay=0.9, epsilon=1e-4), lambda p: torch.optim.RMSprop(p, lr=0.03, alpha=0.9, eps=1e-4)),
    ("adam", dict(), lambda p: torch.optim.Adam(p)),
    ("adam", dict(lr=0.1, beta1=0.5, beta2=0.9, epsilon=1e-3),
     lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.5, 0.9), eps=1e-3)),
    ("adam", dict(lr=0.1, beta1=0.0), lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.0, 0.999))),
    ("amsgrad", dict(lr=0.1, beta1=0.5, beta2=0.7),
     lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.5, 0.7), amsgrad=True)),
    ("amsgrad", dict(), lambda p: torch.optim.Adam(p, amsgrad=True)),
    ("adamw", dict(), lambda p: torch.optim.AdamW(p)),
    ("optimistic", dict(lr=0.02), lambda p: Optimistic(p, 0.02)),
    ("optimistic-adam", dict(lr=0.05, beta1=0.5, beta2=0.9, epsilon=1e-3),
     lambda p: OptimisticAdam(p, 0.05, 0.5, 0.9, 1e-3)),
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
