"""SymPy's side of the benchmarks: `sympy_peer.py check` or `sympy_peer.py multiply`."""

import json
import sys
import time


def check():
    """The symbolic steps of checking f = (x*y - 1)^2 with g = (x^2 - y^2)^2, as a SymPy user would write them."""
    from sympy import Matrix, diff, expand, groebner, hessian, reduced, symbols

    x, y, t = symbols("x y t", real=True)
    h = x * y - 1
    f = h**2
    c = x**2 - y**2
    g = c**2
    grad_h = [diff(h, v) for v in (x, y)]
    grad_f = [diff(f, v) for v in (x, y)]
    # conserved, and nonincreasing in first order
    assert expand(sum(diff(c, v) * d for v, d in zip((x, y), grad_f))) == 0
    assert expand(sum(diff(g, v) * d for v, d in zip((x, y), grad_f))) == 0
    # second order: the Hessian form of g along grad h, reduced modulo h
    v = Matrix(grad_h)
    form = expand((v.T * hessian(g, (x, y)) * v)[0, 0])
    basis = groebner([h], x, y, order="grevlex")
    remainder = basis.reduce(form)[1]
    assert basis.reduce(expand(remainder + 4 * g))[1] == 0
    # rank: grad h does not vanish where h does
    assert groebner([h, *grad_h], x, y, order="grevlex").exprs == [1]
    # critical values: f * (f - 1) lies in the ideal of the gradient
    critical = groebner(grad_f, x, y, order="grevlex")
    assert critical.reduce(expand(f * (f - 1)))[1] == 0
    eliminated = groebner([*grad_f, t - f], x, y, t, order="lex")
    assert any(e.free_symbols == {t} for e in eliminated.exprs)
    # flat points: the solutions of h = 0, c = 0
    flat = groebner([h, c], x, y, order="lex")
    assert reduced(y**4 - 1, flat.exprs, x, y, order="lex")[1] == 0
    # coercive: 8f + 8 + g - (x^2 + y^2)^2 = 4 (h - 1)^2
    assert expand(8 * f + 8 + g - (x**2 + y**2) ** 2 - 4 * (h - 1) ** 2) == 0
    print("checked")


def multiply():
    """Milliseconds of one product for each case, and the product's value at (2, 3, 5, 7) modulo a prime."""
    from sympy import QQ, ZZ, ring

    results = {}
    for case in json.load(sys.stdin):
        names = case["names"]
        domain = QQ if case["denominator"] != 1 else ZZ
        built, *gens = ring(names, domain)
        base = built.one
        for k, gen in enumerate(gens):
            base += gen * (k + 1 if case["denominator"] == 1 else QQ(k + 1, case["denominator"]))
        p = base ** case["power"]
        q = p + 1
        p * q
        started = time.perf_counter()
        for _ in range(case["repeat"]):
            product = p * q
        elapsed = (time.perf_counter() - started) * 1000 / case["repeat"]
        results[case["name"]] = {"ms": elapsed, "terms": len(product), "at": str(product.evaluate(
            list(zip(built.gens, (2, 3, 5, 7))))), "p": len(p)}
    print(json.dumps(results))


{"check": check, "multiply": multiply}[sys.argv[1]]()
