# The peer of bench/numerics.mjs in NumPy or PyTorch on one thread: the same steps on 4096 trajectories at once. Prints the
# least nanoseconds of processor time for a step of one of them. Arguments: package, objective, seconds.
import json
import sys
import time

package, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
if package == "torch":
    import torch as xp
    xp.set_num_threads(1)
    xp.set_default_dtype(xp.float64)
    array, power = xp.tensor, xp.pow
    draws = lambda: xp.randint(0, 20, (COUNT,))
else:
    import numpy as xp
    array, power = xp.array, xp.power
    generator = xp.random.default_rng(1)
    draws = lambda: generator.integers(0, 20, COUNT)
COUNT = 4096
DATA = [array([value(s) / 10 for s in range(20)]) for value in
        (lambda s: 7 * s % 11, lambda s: 3 * s % 13, lambda s: 5 * s % 7 + 1)]


def start(j):
    return array([0.3 + ((7 * j + 3) % 11) * 0.1 * (i % 64 + 1) / 64 for i in range(COUNT)])


def hyperbola(v):
    x, y = v
    e = 0.02 * (x * y - 1)
    return [x - e * y, y - e * x]


def normalized(v):
    x, y = v
    factor = 0.01 * xp.sign(x * y - 1) / xp.sqrt(x * x + y * y)
    return [x - factor * y, y - factor * x]


def parabola(v):
    x, y = v
    e = 0.02 * (x * x - y)
    return [x - 2 * e * x, y + e]


def powers(v):
    x, y = v
    p, q = xp.abs(x), xp.abs(y)
    r, s = power(p, 0.7), power(q, -1.7)
    return [x - 1.7e-5 * r * xp.sign(x) * (s * q), y + 0.7e-5 * (r * p) * s * xp.sign(y)]


def halves(v):
    x, y = v
    p, q = xp.abs(x), xp.abs(y)
    r, s = xp.sqrt(p), xp.sqrt(q)
    return [x - 2.5e-5 * p * r * xp.sign(x) / s, y + 0.5e-5 * (p * p * r) * xp.sign(y) / (q * s)]


def exponential(v):
    x, y = v
    p = xp.exp(x)
    e = 0.002 * (p - y)
    return [x - e * p, y + e]


def regression(v):
    x, y = v
    s = draws()
    p, q = DATA[0][s], DATA[1][s]
    e = 0.04 * (p * x + q * y - DATA[2][s])
    return [x - e * p, y - e * q]


def product(v):
    x, y, z, p, q, r = v
    b, c, d = x * y, z * p, q * r
    bc, cd, bd = b * c, c * d, b * d
    e = 0.002 * (bc * d - 1)
    return [x - e * cd * y, y - e * cd * x, z - e * bd * p, p - e * bd * z, q - e * bc * r, r - e * bc * q]


def factorization(n):
    eye = xp.eye(n)

    def step(v):
        a, b = v
        r = 0.002 * (a @ b - eye)
        return [a - r @ (b.mT if package == "torch" else b.transpose(0, 2, 1)),
                b - (a.mT if package == "torch" else a.transpose(0, 2, 1)) @ r]
    return step


def network(v):
    a, u, w, c = v
    inputs = array([[(3 * s - 4) / 10, (5 - 2 * s) / 10, -0.7 if s % 2 == 0 else 0.3] for s in range(4)])
    slopes = [0, 0, 0, 0]
    for z, y, t in inputs:
        h = xp.maximum(u * z + w * y + c, 0 * c)
        e = 0.002 * ((a * h).sum(0) + t)
        b = e * a * (h > 0)
        slopes = [slopes[0] + e * h, slopes[1] + b * z, slopes[2] + b * y, slopes[3] + b]
    return [p - s for p, s in zip(v, slopes)]


SIDES = {"matrix4": 4, "matrix16": 16}
if name in SIDES:
    n = SIDES[name]
    step = factorization(n)
    state = [xp.stack([start(k * n * n + j) for j in range(n * n)]).T.reshape(COUNT, n, n) for k in range(2)]
elif name == "network":
    step, state = network, [xp.stack([start(4 * k + j) for j in range(4)]) for k in range(4)]
else:
    step = globals()[name]
    state = [start(j) for j in range(6 if name == "product" else 2)]
least, ends = float("inf"), time.process_time() + seconds
while time.process_time() < ends:
    v, rounds, before = state, 0, time.process_time()
    while time.process_time() - before < 0.05:
        v = step(v)
        rounds += 1
    least = min(least, (time.process_time() - before) / rounds / COUNT * 1e9)
print(json.dumps({"nanoseconds": least}))
