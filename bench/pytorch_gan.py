"""The same GAN step in PyTorch, one thread, for bench/engine.js to compare with.

Reads a number of steps on each line of its input, takes them, and answers with the processor seconds that they took.
Networks, losses and optimizer are those of engine.js: MLPs 2 -> H -> H -> out with ReLU, non-saturating loss, Adam with
beta1 0.5, one update of D and one of G on fresh batches each step. Many seeds are batched by hand with baddbmm.
"""
import math
import sys
import time

import torch
import torch.nn.functional as F

seeds, hidden, batch = (int(argument) for argument in sys.argv[1:4])
torch.set_num_threads(1)
torch.manual_seed(1)
angles = torch.arange(8) * (2 * math.pi / 8)
centres = 2 * torch.stack([torch.cos(angles), torch.sin(angles)], 1)


def network(outputs):
    sizes = [2, hidden, hidden, outputs]
    parameters = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        weights = torch.randn(seeds, fan_in, fan_out) * math.sqrt(2 / fan_in)
        parameters += [weights, torch.zeros(seeds, 1, fan_out)]
    if seeds == 1:
        parameters = [p[0].t().contiguous() if i % 2 == 0 else p[0, 0] for i, p in enumerate(parameters)]
    return [p.requires_grad_() for p in parameters]


def forward(parameters, x):
    layer = F.linear if seeds == 1 else lambda x, weights, bias: torch.baddbmm(bias, x, weights)
    for i in range(0, 6, 2):
        x = layer(x, parameters[i], parameters[i + 1])
        if i < 4:
            x = torch.relu(x)
    return x


lead = [] if seeds == 1 else [seeds]
players = {'generator': network(2), 'discriminator': network(1)}
optimizers = {
    name: torch.optim.Adam(parameters, lr=1e-3, betas=(0.5, 0.999), foreach=True)
    for name, parameters in players.items()
}


def real():
    chosen = centres[torch.randint(8, [*lead, batch])]
    return chosen + 0.02 * torch.randn(*lead, batch, 2)


def latent():
    return torch.randn(*lead, batch, 2)


def mean(per_sample):
    return per_sample.mean(-2).sum()


def update(name, loss):
    for parameter, gradient in zip(players[name], torch.autograd.grad(loss, players[name])):
        parameter.grad = gradient
    optimizers[name].step()


def step():
    g, d = players['generator'], players['discriminator']
    with torch.no_grad():
        fake = forward(g, latent())
    update('discriminator', mean(F.softplus(-forward(d, real()))) + mean(F.softplus(forward(d, fake))))
    update('generator', mean(F.softplus(-forward(d, forward(g, latent())))))


for line in sys.stdin:
    start = time.process_time()
    for _ in range(int(line)):
        step()
    print(time.process_time() - start, flush=True)
