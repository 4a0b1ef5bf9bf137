"""Learning rates of PyTorch's schedulers, as factors of the first one.

python3 test/golden/schedules.py > test/golden/schedules.json    (made with PyTorch 1.13)
"""
import json

import torch
from torch.optim import lr_scheduler as schedulers

STEPS = 40

# Those that have `over` know their end; the others end with training, after STEPS.
CASES = [
    ("linear", dict(), lambda o: schedulers.LinearLR(o, start_factor=1, end_factor=0, total_iters=STEPS)),
    ("linear", {"from": 0.25, "to": 1.0, "over": 12},
     lambda o: schedulers.LinearLR(o, start_factor=0.25, end_factor=1.0, total_iters=12)),
    ("cosine", dict(), lambda o: schedulers.CosineAnnealingLR(o, T_max=STEPS)),
    ("cosine", dict(to=0.2), lambda o: schedulers.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.2 * 0.3)),
    ("exponential", dict(decay=0.9), lambda o: schedulers.ExponentialLR(o, gamma=0.9)),
    ("constant", dict(), lambda o: schedulers.ConstantLR(o, factor=1, total_iters=5)),
]


def factors(make):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.3)
    scheduler = make(optimizer)
    found = []
    for _ in range(STEPS):
        found.append(optimizer.param_groups[0]["lr"] / 0.3)
        optimizer.step()
        scheduler.step()
    return found


print(json.dumps({
    "made": f"PyTorch {torch.__version__}",
    "steps": STEPS,
    "cases": [{"name": n, "options": o, "factors": factors(m)} for n, o, m in CASES],
}, indent=1))
