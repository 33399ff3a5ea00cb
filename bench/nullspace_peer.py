"""SymPy's side of bench/laws.mjs: the exact kernel of a sparse integer matrix, best of three. `nullspace_peer.py matrix.json`."""

import json
import sys
import time

from sympy import QQ, ZZ
from sympy.polys.matrices import DomainMatrix
from sympy.polys.matrices.sdm import SDM

with open(sys.argv[1]) as file:
    matrix = json.load(file)
rows = {}
for i, j, value in matrix["entries"]:
    if value:
        rows.setdefault(i, {})[j] = ZZ(value)
best = float("inf")
for _ in range(3):
    started = time.perf_counter()
    sparse = DomainMatrix.from_rep(SDM(rows, (matrix["rows"], matrix["columns"]), ZZ))
    kernel = sparse.convert_to(QQ).nullspace()
    best = min(best, (time.perf_counter() - started) * 1000)
print(json.dumps({"ms": best, "dimension": kernel.shape[0]}))
