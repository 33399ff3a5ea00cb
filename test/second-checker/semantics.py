"""Compares check.py with plain floating point on random terms: normal forms, derivatives, clearing, signs, enclosures.

python3 semantics.py CHECK SEED COUNT prints `terms compared` and one line for each contradiction.
"""
import importlib.util
import math
import random
import sys
from fractions import Fraction

sys.setrecursionlimit(20_000)
sys.dont_write_bytecode = True


def random_text(rng, depth):
    if depth == 0:
        return rng.choice(['x', 'y', 'a', '2', '3', '1/2', 'theta', 'x', 'y'])
    u, v = random_text(rng, depth - 1), random_text(rng, rng.randrange(depth))
    kind = rng.randrange(14)
    if kind < 4:
        return '(%s %s %s)' % (u, rng.choice('+-'), v)
    if kind < 7:
        return '%s*(%s)' % (v, u)
    if kind == 7:
        return '(%s)/(%s)' % (u, v)
    if kind == 8:
        return '(%s)^%s' % (u, rng.choice(['2', '3', '-1', '(1/2)', '(2/3)', '(-3/2)', '(a)', '(a + 1)', '(n)', '(n - 2)']))
    if kind == 9:
        return 'abs(%s)^%s' % (u, rng.choice(['(a)', '(2*a - 3)', '(1/2)', '(n)']))
    if kind == 10:
        return '%s(%s, %s)' % (rng.choice(['max', 'min']), u, v)
    if kind == 11:
        return 'root(%s, %d)' % (u, rng.choice([2, 3, 5]))
    return '%s(%s)' % (rng.choice(['exp', 'log', 'abs', 'sqrt', 'cbrt', 'sin', 'cos', 'tanh', 'sgn']), u)


def real_root(u, n):
    if u < 0:
        if n % 2 == 0:
            raise ValueError
        return -((-u) ** (1 / n))
    return u ** (1 / n)


def evaluate(t, point):
    """The value of a term as written, in floating point; ValueError where it is not defined."""
    a = [evaluate(s, point) for s in t.args]
    if t.op == 'num':
        return float(t.nf.get((), 0))
    if t.op == 'name':
        return point[t.mode]
    if t.op == '^':
        base, e = a
        mode = t.mode[0]
        if mode in ('integer', 'ipower'):
            return base ** round(e)
        if mode == 'rational':
            if base < 0:
                raise ValueError
            return base ** e
        if base <= 0:
            raise ValueError
        return base ** e
    if t.op == 'root':
        return real_root(a[0], round(a[1]))
    return {'+': lambda u, v: u + v, '-': lambda u, v: u - v, '*': lambda u, v: u * v, '/': lambda u, v: u / v,
            'neg': lambda u: -u, 'abs': abs, 'sgn': lambda u: math.copysign(1, u), 'sqrt': math.sqrt,
            'cbrt': lambda u: real_root(u, 3), 'exp': math.exp, 'log': math.log, 'sin': math.sin, 'cos': math.cos,
            'tanh': math.tanh, 'max': max, 'min': min}[t.op](*a)


def close(u, v, tolerance=1e-6):
    return abs(u - v) <= tolerance * (1 + abs(u) + abs(v))


def main(check_path, seed, count):
    spec = importlib.util.spec_from_file_location('check', check_path)
    check = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(check)
    rng, compared = random.Random(int(seed)), 0
    wrong = []
    for _ in range(int(count)):
        check.WORK[0] = 0
        context = check.Context({'variables': ['x', 'y'], 'parameters': ['a', 'n'], 'integers': ['n'], 'assume': [],
                                 'constants': {'theta': {'polynomial': 't^2 - t - 1', 'interval': ['1', '2']}}})
        names = context.scope.names
        source = random_text(rng, rng.randrange(1, 5))
        exact = {names[v]: Fraction(rng.randrange(-30, 31), rng.choice([7, 8, 9])) for v in 'xya'}
        exact[names['n']] = Fraction(rng.randrange(-2, 4))
        point = {k: float(v) for k, v in exact.items()}
        point[names['theta']] = (1 + math.sqrt(5)) / 2

        def enclosed(p):
            lo, hi = check.enclose(p, {k: (v, v) for k, v in exact.items()}, 128)
            if hi - lo > Fraction(1, 10 ** 9) * (1 + abs(lo)):
                raise check.Unknown()
            return float(lo)

        try:
            t = context.scope.term(source)
            value = evaluate(t, point)
            h = 1e-5
            moved = [evaluate(t, {**point, names['x']: point[names['x']] + s * h}) for s in (1, -1, 2, -2)]
            if not 1e-3 < abs(value) < 1e6 or max(map(abs, moved)) > 1e7:
                continue
        except (check.Refuse, ValueError, OverflowError, ZeroDivisionError):
            continue
        hyps = check.Hypotheses([check.Relation(check.single(k), '>' if v > 0 else '=' if v == 0 else '>=')
                                 if v >= 0 else check.Relation(check.scale(check.single(k), -1), '>')
                                 for k, v in exact.items()])
        try:
            s = check.POS if value > 0 else check.NEG
            if not check.sign(t, hyps) & s:
                wrong.append('sign %s at %s: %s' % (source, point, value))
            if any(abs(evaluate(r.term, point)) < 1e-9
                   for r in check.kinks(t) + check.domain(t)):
                continue
            nf = enclosed(t.nf)
            if not close(nf, value):
                wrong.append('normal form %s at %s: %s, not %s' % (source, point, nf, value))
            n, d = check.clear(t.nf)
            if not close(enclosed(n), value * enclosed(d), 1e-5):
                wrong.append('clearing %s at %s' % (source, point))
            slope, chord = enclosed(check.derivative(t.nf, names['x'])), (moved[0] - moved[1]) / (2 * h)
            wide = (moved[2] - moved[3]) / (4 * h)
            if close(chord, wide, 1e-6) and not close(slope, chord, 1e-4):
                wrong.append('derivative %s at %s: %s, not %s' % (source, point, slope, chord))
            put = check.substitute(t.nf, {k: check.const(v) for k, v in exact.items()})
            if not close(enclosed(put), value):
                wrong.append('substitution %s at %s' % (source, point))
            if not check.closed_sign(put) & s:
                wrong.append('closed sign %s at %s' % (source, point))
            box = {k: (v - Fraction(1, 50), v + Fraction(1, 50)) for k, v in exact.items()}
            box[names['n']] = (exact[names['n']],) * 2
            try:
                lo, hi = check.enclose(t.nf, box, 64)
                near = evaluate(t, {**point, **{names[v]: point[names[v]] + rng.uniform(-.02, .02) for v in 'xya'}})
                if not lo - Fraction(1, 10 ** 6) * (1 + abs(lo)) <= near <= hi + Fraction(1, 10 ** 6) * (1 + abs(hi)):
                    wrong.append('enclosure %s at %s: %s not in [%s, %s]' % (source, point, near, float(lo), float(hi)))
            except (check.Unknown, ValueError, OverflowError, ZeroDivisionError):
                pass
            compared += 1
        except (check.Unknown, check.Refuse, OverflowError):
            continue
    print(count, compared)
    print('\n'.join(wrong))
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
