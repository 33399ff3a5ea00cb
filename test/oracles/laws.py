"""Records the conserved polynomials that SymPy finds, for test/laws/oracle.test.ts.

Run: python3 test/oracles/laws.py > test/oracles/laws.json && npx biome check --write test/oracles

Each entry is a family of polynomial fields: the gradients of the potentials, or fields given outright. `dimension` tells
for each degree d how many independent polynomials without constant term of degree <= d all fields conserve, and `basis`
is a basis at the highest degree: the exact kernel of the matrix of coefficients.
"""
import itertools
import json
import random

from sympy import Matrix, QQ, Poly, Rational, __version__, diff, expand, symbols, sympify
from sympy.polys.matrices import DomainMatrix

random.seed(41)


def text(p):
    return str(p).replace('**', '^')


def monomials(n, d):
    for k in range(1, d + 1):
        for chosen in itertools.combinations_with_replacement(range(n), k):
            yield tuple(chosen.count(i) for i in range(n))


def conserved(fields, names, d):
    columns = list(monomials(len(names), d))
    rows = {}
    matrix = []
    for j, e in enumerate(columns):
        for k, field in enumerate(fields):
            total = {}
            for i, component in enumerate(field):
                if e[i] == 0:
                    continue
                for f, c in component.terms():
                    g = tuple(a + b - (1 if s == i else 0) for s, (a, b) in enumerate(zip(e, f)))
                    total[g] = total.get(g, 0) + e[i] * c
            for g, c in total.items():
                row = rows.setdefault((k, g), len(rows))
                while len(matrix) <= row:
                    matrix.append({})
                if c != 0:
                    matrix[row][j] = QQ(c.p, c.q) if hasattr(c, 'p') else QQ(c)
    dense = [[row.get(j, QQ(0)) for j in range(len(columns))] for row in matrix]
    if not dense:
        dense = [[QQ(0)] * len(columns)]
    kernel = DomainMatrix(dense, (len(dense), len(columns)), QQ).to_sparse().nullspace().to_Matrix()
    laws = []
    for i in range(kernel.shape[0]):
        law = sum(Rational(str(kernel[i, j])) * Poly({columns[j]: 1}, *names).as_expr() for j in range(len(columns)))
        laws.append(text(expand(law)))
    return laws


found = []


def record(names, degree, potentials=None, fields=None):
    variables = symbols(names)
    if fields is None:
        fs = [sympify(p.replace('^', '**')) for p in potentials]
        components = [[Poly(diff(f, v), *variables, domain='QQ') for v in variables] for f in fs]
    else:
        components = [[Poly(sympify(c.replace('^', '**')), *variables, domain='QQ') for c in field] for field in fields]
    dimension = {}
    laws = []
    for d in range(1, degree + 1):
        laws = conserved(components, variables, d)
        dimension[d] = len(laws)
    found.append({
        'variables': names.split(),
        'fields': [[text(c.as_expr()) for c in field] for field in components],
        'dimension': dimension,
        'basis': laws,
    })


# Objectives.
for names, degree, f in [
    ('x y', 6, '(x*y-1)^2'),
    ('x y', 6, '(x^2-y)^2'),
    ('x y', 6, '(y^2-2*x^2-1)^2'),
    ('x y', 6, 'x^3-3*x*y^2'),
    ('x y', 6, '(2*x+3*y-1)^2'),
    ('x y', 7, '((3*x+4*y)*(4*x-3*y)/25-1)^2'),
    ('x y', 5, '(x+y)^4+(x-2*y)^2'),
    ('x y', 6, 'x^2*y^3'),
    ('x y z', 4, '(x*y*z-1)^2'),
    ('x y z', 4, '(x^2+y^2-z^2-1)^2'),
    ('x y z', 4, 'x*y+y*z+z*x'),
    ('x y z', 4, '(x*y-1)^2+(x*z)^2'),
    ('x y z', 3, '(x+2*y)^3*z/7'),
    ('u v x y', 4, '(2*u*x+3*v*y-1)^2'),
    ('u v x y', 4, '(u*x-1)^2+(v*y-1)^2'),
    ('u v x y', 3, '(1+u*x+2*u*y-2)^2+(3+v*x+2*v*y-1)^2'),
    ('u v x y', 4, '(u*x-2)^2+(u*y-1)^2+(v*x-6)^2+(v*y-3)^2'),
    ('a b c d', 3, 'a*b*c*d'),
]:
    record(names, degree, potentials=[f])

# Model maps: every loss.
for names, degree, maps in [
    ('x y z', 4, ['x*y', 'y*z']),
    ('x y z', 3, ['x*y', 'y*z', 'z*x']),
    ('u v x y', 4, ['u*x', 'u*y', 'v*x', 'v*y']),
    ('u v x y', 4, ['u*x+v*y']),
    ('a b c d e', 3, ['a*b*d', 'a*c*e']),
    ('a b c p q r', 3, ['a*p+b*q', 'c*r']),
    ('a b c d p q r s', 2, ['a*p+b*r', 'a*q+b*s', 'c*p+d*r', 'c*q+d*s']),
    ('x y z', 5, ['x^2+y^2', 'z']),
]:
    record(names, degree, potentials=maps)

# Fields that are no gradients: rotations, products of planar fields, momentum with and without friction.
for names, degree, fields in [
    ('x y z', 4, [['y', '-x', '0'], ['0', 'z', '-y']]),
    ('x y', 6, [['y', '-x^3']]),
    ('x y p q', 4, [['p', 'q', '-x', '-y']]),
    ('t x v', 4, [['1', 'v', '-2*v']]),
    ('x y p q', 4, [['p', 'q', '0', '0'], ['0', '0', 'y', 'x']]),
    ('x y z', 4, [['x', 'y', '-2*z']]),
    ('x y z w', 3, [['y*z', 'x*z', 'x*y', '0']]),
]:
    record(names, degree, fields=fields)

# Gradient fields after random linear changes of coordinates: laws with large coefficients.
for n, base, degree in [(2, 'x^3*y', 6), (2, 'x*y', 4), (3, 'x*y*z', 3), (3, 'x^2-y*z', 3), (2, 'x^2*y-y^3', 6), (3, 'x*y', 3)]:
    variables = symbols('x y z')[:n]
    potential = sympify(base.replace('^', '**'))
    while True:
        matrix = Matrix(n, n, [random.randint(-4, 4) for _ in range(n * n)])
        if matrix.det() != 0:
            break
    moved = dict(zip(variables, matrix * Matrix(variables)))
    gradient = Matrix([diff(potential, v).subs(moved, simultaneous=True) for v in variables])
    field = matrix.adjugate() * gradient
    record(' '.join(map(str, variables)), degree, fields=[[text(expand(c)) for c in field]])

print(json.dumps({'system': f'SymPy {__version__}', 'families': found}))
