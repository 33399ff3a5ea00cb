"""Records the answers of SymPy for test/algebra/oracle.test.ts.

Run: python3 test/oracles/algebra.py > test/oracles/algebra.json && npx biome check --write test/oracles
"""
import json
import random

from sympy import Matrix, Poly, Rational, __version__, factor_list, gcd, groebner, real_roots, sqf_list, symbols

random.seed(20)
x, y, z = xyz = symbols('x y z')


def text(p):
    return str(p.as_expr() if isinstance(p, Poly) else p).replace('**', '^')


def rand(names, degree, terms, size=9, den=1):
    p = Poly(0, *names, domain='QQ')
    for _ in range(terms):
        e = [0] * len(names)
        for _ in range(random.randint(0, degree)):
            e[random.randrange(len(names))] += 1
        c = Rational(random.randint(-size, size), random.randint(1, den))
        p += Poly({tuple(e): c}, *names, domain='QQ')
    return p


def nonzero(*args, **kw):
    while True:
        p = rand(*args, **kw)
        if not p.is_zero and p.total_degree() > 0:
            return p


products = []
for n, d, t, s, den in [(1, 8, 6, 9, 1), (2, 5, 8, 9, 5), (3, 4, 10, 10**9, 1), (3, 6, 12, 10**20, 7)] * 3:
    p, q = nonzero(xyz[:n], d, t, s, den), nonzero(xyz[:n], d, t, s, den)
    products.append({'p': text(p), 'q': text(q), 'product': text(p * q)})

gcds = []
for n, d, t in [(1, 5, 4), (2, 3, 4), (2, 4, 5), (3, 2, 4), (3, 3, 4)] * 3:
    c, p, q = nonzero(xyz[:n], d, t), nonzero(xyz[:n], d, t), nonzero(xyz[:n], d, t)
    gcds.append({'p': text(c * p), 'q': text(c * q), 'gcd': text(gcd(c * p, c * q).primitive()[1])})


def listed(factors):
    return [[text(f), int(m)] for f, m in factors]


square_free = []
for n, d, t in [(1, 3, 3), (2, 2, 3), (3, 2, 3)] * 3:
    p = nonzero(xyz[:n], d, t) * nonzero(xyz[:n], d, t) ** 2 * nonzero(xyz[:n], 1, 2) ** 3
    square_free.append({'p': text(p), 'factors': listed(sqf_list(p.as_expr(), *xyz[:n])[1])})

univariate = []
for k in range(12):
    p = nonzero((x,), 4, 4, 20) * nonzero((x,), 3, 3, 20) * nonzero((x,), 5, 4, 7)
    univariate.append({'p': text(p), 'factors': listed(factor_list(p.as_expr(), x)[1]),
                       'roots': [str(r.evalf(25)) for r in sorted(set(real_roots(p)))]})

multivariate = []
for n, d, t in [(2, 2, 3), (2, 3, 4), (3, 2, 3), (3, 1, 3), (2, 4, 5)] * 3:
    p = nonzero(xyz[:n], d, t) * nonzero(xyz[:n], d, t) * nonzero(xyz[:n], 1, 2)
    multivariate.append({'p': text(p), 'factors': listed(factor_list(p.as_expr(), *xyz[:n])[1])})

bases = []
for n, d, t, k in [(2, 3, 3, 2), (2, 2, 4, 2), (3, 2, 3, 3), (3, 2, 3, 2)] * 3:
    gens = [nonzero(xyz[:n], d, t, 5) for _ in range(k)]
    for order in ['grevlex', 'lex']:
        g = groebner([p.as_expr() for p in gens], *xyz[:n], order=order)
        bases.append({'generators': [text(p) for p in gens], 'names': [str(s) for s in xyz[:n]], 'order': order,
                      'basis': [text(Poly(p, *xyz[:n]).clear_denoms()[1].primitive()[1]) for p in g.exprs]})

matrices = []
for rows, cols, r in [(3, 4, 2), (5, 5, 5), (6, 8, 4), (8, 6, 6), (7, 7, 3)]:
    a = Matrix(rows, r, lambda i, j: Rational(random.randint(-9, 9), random.randint(1, 4)))
    b = Matrix(r, cols, lambda i, j: random.randint(-9, 9))
    m = a * b
    matrices.append({'rows': [[str(m[i, j]) for j in range(cols)] for i in range(rows)], 'rank': int(m.rank()),
                     'determinant': str(m.det()) if rows == cols else None})

systems = []
while len(systems) < 15:
    gens = [nonzero((x, y), 3, 4, 6) for _ in range(2)]
    g = groebner([p.as_expr() for p in gens], x, y, order='lex').exprs
    # Shape position: x = r(y), q(y) = 0, so the real zeros are the real roots of q.
    if len(g) == 2 and Poly(g[0], x).degree() == 1 and g[1].free_symbols == {y}:
        q = Poly(g[1], y)
        systems.append({'generators': [text(p) for p in gens], 'degree': int(q.degree()),
                        'real': [str(r.evalf(20)) for r in sorted(set(real_roots(q)))]})

json.dump({'system': 'SymPy ' + __version__, 'products': products, 'gcds': gcds, 'squareFree': square_free,
           'univariate': univariate, 'multivariate': multivariate, 'bases': bases, 'systems': systems, 'matrices': matrices},
          __import__('sys').stdout, indent=1)
print()
