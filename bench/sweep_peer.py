# The peer of the sweep benchmark: cells of one step of gradient descent in a pool of processes, a row of JSON for each,
# in the order of the cells. Prints the seconds it took.
import hashlib
import json
import sys
import time
from multiprocessing import Pool


def cell(number):
    key = hashlib.sha256(str(number).encode()).hexdigest()[:32]
    x, y, alpha = -2 + number % 50 * 4 / 49, -2 + number // 50 % 50 * 4 / 49, 0.001 * 1.06 ** (number // 2500 % 100)
    h = x * y - 1
    x, y = x - 2 * alpha * h * y, y - 2 * alpha * h * x
    distance = min(((x - s) ** 2 + (y - s) ** 2) ** 0.5 for s in (1, -1))
    row = {
        "cell": number, "status": "ok", "key": key, "seed": int(key[:13], 16),
        "over": {"method": "gd", "alpha": alpha, "x": x, "y": y}, "runs": 1, "steps": 1, "converged": 0,
        "distance": distance, "largestDistance": distance, "objective": h * h, "largestObjective": h * h,
        "regularizer": None, "diverged": 0, "critical": 0, "order": None, "orderError": None, "drift": [1.0],
    }
    return json.dumps(row)


if __name__ == "__main__":
    count, out = int(sys.argv[1]), sys.argv[2]
    started = time.time()
    with Pool() as pool, open(out, "w", encoding="utf-8") as rows:
        for line in pool.imap(cell, range(count), chunksize=1000):
            rows.write(line + "\n")
    print(time.time() - started)
