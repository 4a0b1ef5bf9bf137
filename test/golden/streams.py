"""Random streams from their definition, in Python integers: prints streams.json in half a minute. Run: python3 test/golden/streams.py"""

import json
import math

MASK = 2**32 - 1
ROTATIONS = [(10, 26), (11, 21), (13, 27), (23, 5), (6, 20), (17, 11), (25, 10), (18, 20)]


def threefry4x32(counter, key, rounds=20):
    keys = list(key) + [0x1BD11BDA ^ key[0] ^ key[1] ^ key[2] ^ key[3]]
    x = [(c + k) & MASK for c, k in zip(counter, keys)]
    for r in range(rounds):
        for (a, b), turn in zip([(0, 1), (2, 3)] if r % 2 == 0 else [(0, 3), (2, 1)], ROTATIONS[r % 8]):
            x[a] = (x[a] + x[b]) & MASK
            x[b] = ((x[b] << turn | x[b] >> (32 - turn)) & MASK) ^ x[a]
        if r % 4 == 3:
            n = (r + 1) // 4
            x = [(x[i] + keys[(n + i) % 5] + (n if i == 3 else 0)) & MASK for i in range(4)]
    return x


def fnv1a(text):
    h = 0xCBF29CE484222325
    for byte in text.encode():
        h = ((h ^ byte) * 0x100000001B3) % 2**64
    return h


def words(whole):
    return [whole & MASK, whole >> 32]


def signed(word):
    return word - 2**32 if word >= 2**31 else word


f = lambda x: math.exp(-x * x / 2)
TAIL, AREA = 3.654152885361009, 0.004928673233974655
edges = [AREA / f(TAIL), TAIL]
while len(edges) < 256:
    edges.append(math.sqrt(-2 * math.log(AREA / edges[-1] + f(edges[-1]))))
edges.append(0.0)


class Stream:
    def __init__(self, seed, purpose, step):
        self.key = words(seed) + words(fnv1a(purpose))
        self.step = words(step)

    def block(self, first, attempt):
        return threefry4x32([first, attempt] + self.step, self.key)

    def pair(self, index):
        return self.block(index // 2, 0)[2 * (index % 2):][:2]

    def uniform(self, index):
        return fraction(*self.pair(index))

    def normal(self, index):
        layer, x = place(*self.pair(index))
        attempt = 0
        while abs(x) >= edges[layer + 1]:
            attempt += 1
            a, b, c, d = self.block(index, attempt)
            if layer == 0:
                beyond = -math.log(1 - fraction(a, b)) / TAIL
                if -2 * math.log(1 - fraction(c, d)) > beyond**2:
                    return math.copysign(TAIL + beyond, x), attempt
            elif f(edges[layer]) + fraction(a, b) * (f(edges[layer + 1]) - f(edges[layer])) < f(x):
                return x, attempt
            else:
                layer, x = place(c, d)
        return x, attempt


def fraction(a, b):
    return (a * 2**21 + (b >> 11)) / 2**53


def place(a, b):
    layer = b & 255
    return layer, (signed(a) + signed(b) / 2**32) * (edges[layer] / 2**31)


name = dict(seed=2**40 + 7, purpose="latent/generator-1", step=2**33 + 12)
stream = Stream(**name)
normals = [stream.normal(i) for i in range(200000)]
tried = [i for i, (x, attempts) in enumerate(normals) if attempts > 0 and abs(x) < TAIL][:4]
beyond = [i for i, (x, attempts) in enumerate(normals) if abs(x) > TAIL]
again = [i for i in beyond if normals[i][1] > 1 and stream.pair(i)[1] & 255 == 0]  # the tail's own rejection
shown = [0, 1, 2, 3, 1023, 1024] + tried + beyond[:3] + again[:3]
print(
    json.dumps(
        {
            "name": name,
            "uniforms": [[i, Stream(**name).uniform(i)] for i in (0, 1, 7, 8, 1023, 1024)],
            "normals": [[i, normals[i][0]] for i in shown],
        },
        indent=1,
    )
)
