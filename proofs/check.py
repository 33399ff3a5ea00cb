#!/usr/bin/env python3
"""Second checker of gradlaw's proof files: python3 check.py [--json] FILE...

Implements proofs/FORMAT.md, version 1, with Python's standard library only and shares no code with the
TypeScript kernel. One line per entry, `accepted CLAIM` or `refused CLAIM: reason: detail`. Exit status: 0 all
accepted, 1 something refused, 64 bad usage or unreadable input.

Reading order: numbers and intervals, polynomials over atoms (normal forms), terms, signs, proofs of sequents,
obligations of the claims, the number of laws, coercivity chains, refutations, files. A refusal is the exception Refuse.
"""
import heapq
import itertools
import json
import re
import sys
import threading
from fractions import Fraction

MAX_TEXT, MAX_NEST, MAX_PROOF_DEPTH, MAX_EXPONENT = 50_000, 100, 60, 200
MAX_DIGITS, MAX_COEFFICIENT_BITS, MAX_WORK, MAX_FILE, MAX_LIST = 20_000, 400_000, 1_000_000, 1 << 26, 2_000
NEG, ZERO, POS, ANY = 1, 2, 4, 7  # a set of signs is a bit mask
ALLOWED = {'=': ZERO, '!=': NEG | POS, '>=': ZERO | POS, '>': POS}


class Refuse(Exception):
    def __init__(self, reason, detail=''):
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


class Unknown(Exception):
    """An interval evaluation that came to no result at this precision."""


def need(condition, reason, detail=''):
    if not condition:
        raise Refuse(reason, detail)


# ---------------------------------------------------------------- intervals with rational ends
def rounded(q, bits, up):
    """q rounded to `bits` significant binary digits, downwards or upwards."""
    if q == 0:
        return q
    shift = bits - (q.numerator.bit_length() - q.denominator.bit_length())
    if abs(shift) > 1 << 18:
        raise Unknown()
    n, d = (q.numerator << shift, q.denominator) if shift >= 0 else (q.numerator, q.denominator << -shift)
    k = -((-n) // d) if up else n // d
    return Fraction(k, 1 << shift) if shift >= 0 else Fraction(k << -shift)


def outward(lo, hi, bits):
    work(1 + bits // 64)
    return rounded(lo, bits, False), rounded(hi, bits, True)


def iadd(a, b, bits):
    return outward(a[0] + b[0], a[1] + b[1], bits)


def imul(a, b, bits):
    ends = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]]
    return outward(min(ends), max(ends), bits)


def iinv(a, bits):
    if a[0] <= 0 <= a[1]:
        raise Unknown()
    return outward(1 / a[1], 1 / a[0], bits)


def ipow(a, k, bits):
    if k < 0:
        return iinv(ipow(a, -k, bits), bits)
    lo, hi = a[0] ** k, a[1] ** k
    if k % 2 == 0:
        lo, hi = (Fraction(0) if a[0] <= 0 <= a[1] else min(lo, hi)), max(lo, hi)
    return outward(lo, hi, bits)


def exp_at(q, bits):
    """Enclosure of exp at a rational: Taylor polynomial with remainder at q/2^k in [-1/2, 1/2], squared k times."""
    if abs(q) > 4096:
        raise Unknown()
    halvings = 0
    while abs(q) > Fraction(1, 2):
        q, halvings = q / 2, halvings + 1
    bits += halvings + 16
    x, term, total, n = (q, q), (Fraction(1), Fraction(1)), (Fraction(0), Fraction(0)), 0
    while max(abs(term[0]), abs(term[1])) > Fraction(1, 1 << bits):
        total, n = iadd(total, term, bits), n + 1
        term = imul(imul(term, x, bits), (Fraction(1, n), Fraction(1, n)), bits)
    tail = 2 * max(abs(term[0]), abs(term[1]))  # the terms shrink at least by 1/2
    total = iadd(total, (-tail, tail), bits)
    for _ in range(halvings):
        total = ipow(total, 2, bits)
    return total


def atanh_series(z, bits):
    """Enclosure of 2*atanh(z) for rational 0 <= |z| <= 1/3."""
    z2, power, total, n = (z * z, z * z), (z, z), (Fraction(0), Fraction(0)), 1
    while max(abs(power[0]), abs(power[1])) > Fraction(1, 1 << bits):
        total = iadd(total, imul(power, (Fraction(2, n), Fraction(2, n)), bits), bits)
        power, n = imul(power, z2, bits), n + 2
    tail = 3 * max(abs(power[0]), abs(power[1]))
    return iadd(total, (-tail, tail), bits)


def log_at(q, bits):
    m = q.numerator.bit_length() - q.denominator.bit_length()
    y = q / Fraction(2) ** m
    while y > Fraction(4, 3):
        y, m = y / 2, m + 1
    while y < Fraction(2, 3):
        y, m = y * 2, m - 1
    y = outward(y, y, bits + 32)
    ends = [atanh_series((e - 1) / (e + 1), bits + 32) for e in y]
    two = atanh_series(Fraction(1, 3), bits + 32)
    return iadd((ends[0][0], ends[1][1]), imul(two, (Fraction(m), Fraction(m)), bits + 32), bits)


def sin_cos_at(q, bits):
    """Enclosures of sin and cos at a rational by Taylor polynomials with Lagrange remainder."""
    if abs(q) > 64:
        raise Unknown()
    bits += 200  # |q| <= 64: terms stay below e^64 < 2^93
    x2, eps = (-q * q, -q * q), Fraction(1, 1 << bits)
    out = []
    for first, n in ((q, 1), (Fraction(1), 0)):
        term, total = (first, first), (Fraction(0), Fraction(0))
        while n < 2 * abs(q) + 4 or max(abs(term[0]), abs(term[1])) > eps:
            total, n = iadd(total, term, bits), n + 2
            term = imul(imul(term, x2, bits), (Fraction(1, n * (n - 1)),) * 2, bits)
        tail = 2 * max(abs(term[0]), abs(term[1]))
        total = iadd(total, (-tail, tail), bits)
        out.append((max(total[0], Fraction(-1)), min(total[1], Fraction(1))))
    return out


def integer_root(k, n):
    """floor of the n-th root of an integer k >= 0."""
    if k < 2:
        return k
    r = 1 << -(-k.bit_length() // n)
    while True:
        s = ((n - 1) * r + k // r ** (n - 1)) // n
        if s >= r:
            return r
        r = s


def root_at(q, n, bits):
    if q < 0:
        if n % 2 == 0:
            raise Unknown()
        lo, hi = root_at(-q, n, bits)
        return -hi, -lo
    shift = max(0, bits - (q.numerator.bit_length() - q.denominator.bit_length()) // n)
    r = integer_root((q.numerator << (n * shift)) // q.denominator, n)
    return Fraction(r, 1 << shift), Fraction(r + 1, 1 << shift)


# ---------------------------------------------------------------- univariate polynomials (lists, low degree first)
def strip(p):
    while p and p[-1] == 0:
        p = p[:-1]
    return p


def horner(p, x):
    value = Fraction(0)
    for c in reversed(p):
        value = value * x + c
    return value


def remainder(a, b):
    a = list(a)
    while len(a) >= len(b):
        work(len(b))
        factor, shift = a[-1] / b[-1], len(a) - len(b)
        for i, c in enumerate(b):
            a[i + shift] -= factor * c
        a = strip(a[:-1])
    return a


def sturm_chain(p):
    chain = [p, strip([i * c for i, c in enumerate(p)][1:])]
    while chain[-1]:
        r = [-c for c in remainder(chain[-2], chain[-1])]
        scale = max((abs(c) for c in r), default=1)
        chain.append([c / scale for c in r])  # a positive factor leaves the signs alone
    return chain[:-1]


def variations(values):
    signs = [v > 0 for v in values if v != 0]
    return sum(a != b for a, b in zip(signs, signs[1:]))


def roots_between(chain, a, b):
    """Number of distinct real roots in (a, b); a and b are not roots."""
    return variations([horner(q, a) for q in chain]) - variations([horner(q, b) for q in chain])


def all_real_roots(chain):
    return variations([q[-1] * (-1) ** (len(q) - 1) for q in chain]) - variations([q[-1] for q in chain])


# ---------------------------------------------------------------- polynomials over atoms
# A polynomial is a dict from monomials to nonzero Fractions. A monomial is a sorted tuple of (atom, exponent) with
# nonzero integer exponents; an atom is a number, described by ATOMS[atom] = (kind, *data). A negative exponent is
# an inverse; every inverse is legitimate only where the domain conditions hold. `sin`, `root`, `sgn`, constants are
# kept below the exponents where their relations apply; a monomial has at most one `exp`.
ATOMS, DEPTH, FREE, INTERNED, REFINED, WORK = [], [], [], {}, {}, [0]
ONE = {(): Fraction(1)}
SPECIAL = {'exp', 'sgn', 'root', 'power', 'ipower', 'constant', 'sin'}


def forget():
    """Empties the tables: every entry of a file is checked on its own."""
    for table in (ATOMS, DEPTH, FREE, INTERNED, REFINED):
        table.clear()
    WORK[0] = 0


def work(amount):
    WORK[0] += amount
    if WORK[0] > MAX_WORK:
        raise Refuse('term', 'too large: the work limit of this checker is reached')


def const(c):
    return {(): Fraction(c)} if c else {}


def frozen(p):
    return frozenset(p.items())


def atom(kind, *data):
    """The number of an atom, entered into the tables."""
    signature = (kind,) + tuple(frozen(d) if isinstance(d, dict) else d for d in data)
    if signature not in INTERNED:
        key, inner = len(ATOMS), {a for d in data if isinstance(d, dict) for m in d for a, _ in m}
        depth = 1 + max((DEPTH[a] for a in inner), default=0)
        need(depth <= MAX_NEST, 'term', 'functions nested too deeply')
        own = {key} if kind in ('variable', 'parameter', 'placeholder') else set()
        ATOMS.append((kind,) + data)
        DEPTH.append(depth)
        FREE.append(frozenset(own.union(*(FREE[a] for a in inner))))
        INTERNED[signature] = key
    return INTERNED[signature]


def text_of(p, depth=3):
    """The first terms of p, for messages."""
    def show(a):
        kind, u, *_ = ATOMS[a]
        return '%s(%s)' % (kind, text_of(u, depth - 1) if depth else '...') if isinstance(u, dict) else u
    return ' + '.join('%s %s' % (p[m], ' '.join('%s^%d' % (show(a), k) for a, k in m)) for m in sorted(p)[:5])


def single(key, k=1):
    return {((key, k),): Fraction(1)}


def free(p):
    return frozenset().union(*(FREE[a] for m in p for a, _ in m))


def add(p, q, factor=1):
    out = dict(p)
    work(len(q))
    for m, c in q.items():
        c = out.get(m, 0) + c * factor
        if c:
            out[m] = c
        else:
            out.pop(m, None)
    return out


def scale(p, c):
    return {m: v * c for m, v in p.items()} if c else {}


def is_special(m):
    return any(ATOMS[a][0] in SPECIAL for a, _ in m)


def mul(p, q):
    work(len(p) * len(q) + 1)
    out, q_special = {}, {m for m in q if is_special(m)}
    for m, c in p.items():
        m_special = is_special(m)
        for n, d in q.items():
            value = c * d
            if value.numerator.bit_length() > 512:
                work(value.numerator.bit_length() >> 9)
                need(value.numerator.bit_length() < MAX_COEFFICIENT_BITS, 'term', 'a coefficient is too large')
            if m_special and n in q_special:
                exponents = dict(m)
                for a, k in n:
                    exponents[a] = exponents.get(a, 0) + k
                out = add(out, reduce(exponents), value)
                continue
            key = merged(m, n)
            total = out.get(key, 0) + value
            if total:
                out[key] = total
            else:
                del out[key]
    return out


def merged(m, n):
    """The product of two monomials without relations between their atoms."""
    if not m or not n:
        return m or n
    exponents = dict(m)
    for a, k in n:
        exponents[a] = exponents.get(a, 0) + k
    return tuple(sorted([f for f in exponents.items() if f[1]]))


def power(p, k):
    need(abs(k) <= MAX_EXPONENT, 'term', 'exponent too large')
    if k < 0:
        return power(inverse(p), -k)
    out = ONE
    for _ in range(k):
        out = mul(out, p)
    return out


def reduce(exponents):
    """The normal form of a product of atoms, by the relations of FORMAT.md section 2."""
    work(len(exponents) + 1)
    plain, factors, exponent_sum, powers = {}, [], {}, {}
    for a, k in exponents.items():
        kind, *data = ATOMS[a]
        if kind == 'exp':
            exponent_sum = add(exponent_sum, data[0], k)
        elif kind in ('power', 'ipower'):
            base = (kind, frozen(data[0]))
            u, e = powers.get(base, (data[0], {}))
            powers[base] = (u, add(e, data[1], k))
        elif kind == 'sgn':
            plain[a] = k % 2
        elif kind == 'root' and k >= data[1]:
            plain[a] = k % data[1]
            factors.append(power(data[0], k // data[1]))
        elif kind == 'sin' and k >= 2:
            plain[a] = k % 2
            factors.append(power(add(ONE, power(cosine(data[0]), 2), -1), k // 2))
        elif kind == 'constant' and k >= len(data[1]) - 1:
            degree = len(data[1]) - 1
            rest = remainder([Fraction(0)] * k + [Fraction(1)], data[1])
            need(k <= MAX_EXPONENT * degree, 'term', 'exponent too large')
            factors.append({(((a, i),) if i else ()): c for i, c in enumerate(rest) if c})
        else:
            plain[a] = k
    if exponent_sum:
        plain[atom('exp', exponent_sum)] = 1
    for (kind, _), (u, e) in powers.items():
        whole = e.get((), Fraction(0)).__floor__()
        rest = add(e, const(whole), -1)
        if rest:
            plain[atom(kind, u, rest)] = 1
        if whole:
            factors.append(power(u, whole))
            if kind == 'power' and whole % 2:
                factors.append(sign_of(u))
    out = {tuple(sorted((a, k) for a, k in plain.items() if k)): Fraction(1)}
    for f in factors:
        out = mul(out, f)
    return out


def leading(p):
    return p[min(p)]


def rational(p):
    """The rational number p is, or None."""
    return p.get((), Fraction(0)) if not p or set(p) == {()} else None


def inverse(p):
    need(p, 'term', 'division by zero')
    if len(p) > 1:
        return {((atom('inverse', scale(p, 1 / leading(p))), 1),): 1 / leading(p)}
    (m, c), = p.items()
    out, rest = const(1 / c), {}
    for a, k in m:
        kind, *data = ATOMS[a]
        if kind == 'inverse':
            out = mul(out, power(data[0], k))
        elif kind == 'exp':
            out = mul(out, exponential(scale(data[0], -k)))
        elif kind in ('power', 'ipower'):
            out = mul(out, single(atom(kind, data[0], scale(data[1], -k))))
        else:
            rest[a] = 1 if kind == 'sgn' else -k
    return mul(out, reduce(rest))


def exponential(u):
    return single(atom('exp', u)) if u else ONE


def logarithm(u):
    return {} if u == ONE else single(atom('log', u))


def cosine(u):
    return single(atom('cos', u)) if u else ONE


def sign_of(u):
    if rational(u):
        return const(-1 if rational(u) < 0 else 1)
    if not u:
        return single(atom('sgn', u))  # either number; nothing is known of it
    c = leading(u)
    return scale(single(atom('sgn', scale(u, 1 / c))), 1 if c > 0 else -1)


def root(u, n):
    need(2 <= n <= MAX_EXPONENT, 'term', 'root of order %d' % n)
    q = rational(u)
    if q is not None and (q >= 0 or n % 2):
        r = Fraction(integer_root(abs(q.numerator), n), integer_root(q.denominator, n))
        if r ** n == abs(q):
            return const(r if q >= 0 else -r)
    return single(atom('root', u, n))


def raised(kind, u, e):
    """|u|^e (kind power) or u^e with integer parameters (kind ipower)."""
    if u == ONE or (kind == 'power' and u == const(-1)):
        return ONE
    if not u and kind == 'power' and any(e):
        power(u, e.get((), Fraction(0)).__floor__())  # refused where negative
        return {}
    return reduce({atom(kind, u, e): 1})


def clear(p):
    """p times powers of the u of its inverses 1/u, until none is left, and the product of those powers."""
    cleared = ONE
    for _ in range(10_000):
        inverses = {}
        for m in p:
            for a, k in m:
                if ATOMS[a][0] == 'inverse' or k < 0:
                    inverses[a] = max(inverses.get(a, 0), abs(k))
        if not inverses:
            return p, cleared
        a = max(inverses, key=lambda b: (DEPTH[b], b))
        u, least = (ATOMS[a][1], 1) if ATOMS[a][0] == 'inverse' else (single(a), -1)
        out = {}
        for m, c in p.items():
            k = max(0, dict(m).get(a, 0) * least)
            rest = {tuple(f for f in m if f[0] != a or f[1] * least < 0): c}
            out = add(out, mul(rest, power(u, inverses[a] - k)))
        p, cleared = out, mul(cleared, power(u, inverses[a]))
    raise Refuse('term', 'too large: inverses cannot be cleared')


def is_zero(p):
    """Whether p vanishes by the relations of section 2 (where all its inverses exist)."""
    return not p or not clear(p)[0]


def derivative(p, x):
    out = {}
    for m, c in p.items():
        for a, k in m:
            da = atom_derivative(a, x)
            if da:
                exponents = dict(m)
                exponents[a] -= 1
                rest = tuple(sorted(f for f in exponents.items() if f[1]))
                out = add(out, mul({rest: c * k}, da))
    return out


def atom_derivative(a, x):
    if x not in FREE[a]:
        return {}
    kind, *data = ATOMS[a]
    if kind == 'variable':
        return ONE
    if kind == 'sgn':
        return {}
    du, u = derivative(data[0], x), data[0]
    if kind == 'inverse':
        return scale(mul(single(a, 2), du), -1)
    if kind == 'exp':
        return mul(single(a), du)
    if kind == 'log':
        return mul(inverse(u), du)
    if kind == 'root':
        return scale(mul(mul(single(a), inverse(u)), du), Fraction(1, data[1]))
    if kind in ('power', 'ipower'):
        return mul(mul(mul(single(a), data[1]), inverse(u)), du)
    if kind == 'sin':
        return mul(cosine(u), du)
    if kind == 'cos':
        return scale(mul(single(atom('sin', u)), du), -1)
    return mul(add(ONE, single(a, 2), -1), du)  # tanh


def substitute(p, values):
    """p with polynomials put in for atoms (variables, parameters, placeholders)."""
    out = {}
    for m, c in p.items():
        term = const(c)
        for a, k in m:
            term = mul(term, power(substitute_atom(a, values), k))
        out = add(out, term)
    return out


def substitute_atom(a, values):
    if a in values:
        return values[a]
    if not FREE[a] & values.keys():
        return single(a)
    kind, *data = ATOMS[a]
    u = substitute(data[0], values)
    if kind in ('power', 'ipower'):
        e = substitute(data[1], values)
        if kind == 'ipower' and rational(e) is not None:
            return power(u, whole_number(e))
        return raised(kind, u, e)
    return apply(kind, u, data[1] if kind == 'root' else None)


def apply(kind, u, n=None):
    if kind == 'inverse':
        return inverse(u)
    if kind == 'root':
        return root(u, n)
    if kind in ('sin', 'tanh'):
        return single(atom(kind, u)) if u else {}
    return {'exp': exponential, 'log': logarithm, 'sgn': sign_of, 'cos': cosine}[kind](u)


def whole_number(p):
    q = rational(p)
    need(q is not None and q.denominator == 1, 'term', 'an integer was expected')
    return q.numerator


# ---------------------------------------------------------------- interval evaluation and signs of closed numbers
def enclose(p, box, bits):
    total = (Fraction(0), Fraction(0))
    for m, c in p.items():
        term = (c, c)
        for a, k in m:
            term = imul(term, ipow(enclose_atom(a, box, bits), k, bits), bits)
        total = iadd(total, term, bits)
    return total


def enclose_atom(a, box, bits):
    kind, *data = ATOMS[a]
    if kind in ('variable', 'parameter', 'placeholder'):
        if a not in box:
            raise Unknown()
        return box[a]
    if kind == 'constant':
        return isolate(a, bits)
    lo, hi = enclose(data[0], box, bits)
    if kind == 'inverse':
        return iinv((lo, hi), bits)
    if kind == 'exp':
        return exp_at(lo, bits)[0], exp_at(hi, bits)[1]
    if kind == 'sgn':
        return Fraction(1 if lo > 0 else -1), Fraction(-1 if hi < 0 else 1)
    if kind == 'root':
        return root_at(lo, data[1], bits)[0], root_at(hi, data[1], bits)[1]
    if kind in ('sin', 'cos'):
        middle, radius = (lo + hi) / 2, (hi - lo) / 2  # both are Lipschitz with constant 1
        s = sin_cos_at(middle, bits)[kind == 'cos']
        return max(s[0] - radius, Fraction(-1)), min(s[1] + radius, Fraction(1))
    if kind == 'tanh':  # 1 - 2/(exp(2u) + 1), increasing
        ends = [imul((Fraction(-2),) * 2, iinv(iadd(exp_at(2 * e, bits), (Fraction(1),) * 2, bits), bits), bits)
                for e in (lo, hi)]
        return max(1 + ends[0][0], Fraction(-1)), min(1 + ends[1][1], Fraction(1))
    if kind == 'log':
        if lo <= 0:
            raise Unknown()
        return log_at(lo, bits)[0], log_at(hi, bits)[1]
    if kind == 'power' and (lo > 0 or hi < 0):
        lo, hi = sorted((abs(lo), abs(hi)))
        e = imul(enclose(data[1], box, bits), (log_at(lo, bits)[0], log_at(hi, bits)[1]), bits)
        return exp_at(e[0], bits)[0], exp_at(e[1], bits)[1]
    raise Unknown()


def isolate(a, bits):
    """The isolating interval of a constant, bisected to width 2^-bits."""
    _, name, p, lo, hi = ATOMS[a]
    lo, hi = REFINED.get(a, (lo, hi))
    sign_lo = horner(p, lo) > 0
    while hi - lo > Fraction(1, 1 << bits):
        work(len(p) * (1 + bits // 256))
        middle = (lo + hi) / 2
        value = horner(p, middle)
        if value == 0:
            lo = hi = middle
        else:  # the signs at the ends differ (read_constants), so plain bisection
            lo, hi = (middle, hi) if (value > 0) == sign_lo else (lo, middle)
    REFINED[a] = (lo, hi)
    return lo, hi


def closed_sign(p):
    """The set of signs a closed p can have: one sign where it is decided, else all."""
    if rational(p) is not None:
        q = rational(p)
        return ZERO if q == 0 else POS if q > 0 else NEG
    if is_zero(p):
        return ZERO
    for bits in (64, 256, 1024):
        try:
            lo, hi = enclose(p, {}, bits)
            if lo > 0 or hi < 0:
                return POS if lo > 0 else NEG
        except Unknown:
            pass
    return ANY


def decided(p, op):
    """Whether the closed `p op 0` holds; None where it is not decided."""
    s = closed_sign(p)
    return None if s == ANY else not s & ~ALLOWED[op]


# ---------------------------------------------------------------- terms
TOKEN = re.compile(r'[ \t\r\n]*(?:([0-9]+)|([^\W\d]\w*(?:\[[1-9][0-9]*(?:,[1-9][0-9]*)?\])?)|(!=|>=|<=|[-+*/^(),=<>]))')
FUNCTIONS = {'exp', 'log', 'abs', 'sgn', 'sqrt', 'cbrt', 'root', 'sin', 'cos', 'tanh', 'max', 'min'}
NAME = re.compile(r'[^\W\d]\w*(\[[1-9][0-9]*(,[1-9][0-9]*)?\])?\Z')


def is_letters(name):
    """No digits but 0 to 9 in what NAME or TOKEN took for a name."""
    return all(c.isascii() or c.isalpha() for c in name)


def is_name(name):
    return NAME.match(name) and is_letters(name) and name not in FUNCTIONS and name != 'false'


class Term:
    """An expression as written: op is num, name, +, -, *, /, neg, ^ or a function; nf its normal form.

    `mode` of a name is its atom, of ^ the exponent: ('integer', k), ('rational', q), ('power' | 'ipower', polynomial).
    `at_zero` says of the last two whether they have a value where the base is 0 (None: it is left out)."""
    __slots__ = ('op', 'args', 'nf', 'mode', 'depth', 'at_zero')

    def __init__(self, op, args=(), value=None):
        self.op, self.args, self.mode, self.at_zero = op, tuple(args), None, False
        self.depth = 1 + max((a.depth for a in self.args), default=0)
        need(self.depth <= 3000, 'term', 'a term is nested too deeply')
        self.nf = value if value is not None else self.normal_form()

    def normal_form(self):
        op, u = self.op, [a.nf for a in self.args]
        if op in ('+', '-'):
            return add(u[0], u[1], 1 if op == '+' else -1)
        if op == '*':
            return mul(u[0], u[1])
        if op == '/':
            return mul(u[0], reciprocal(self.args[1]))
        if op == 'neg':
            return scale(u[0], -1)
        if op == 'abs':
            return mul(sign_of(u[0]), u[0])
        if op in ('sqrt', 'cbrt'):
            return root(u[0], 2 if op == 'sqrt' else 3)
        if op == 'root':
            return root(u[0], whole_number(u[1]))
        if op in ('max', 'min'):
            d = add(u[0], u[1], -1)
            both = add(add(u[0], u[1]), mul(sign_of(d), d), 1 if op == 'max' else -1)
            return scale(both, Fraction(1, 2))
        if op == '^':
            return self.normal_form_of_power(u[0], u[1])
        return apply(op, u[0])

    def normal_form_of_power(self, u, e):
        q, names = rational(e), {a for m in e for a, _ in m}
        if q is not None and q.denominator == 1:
            self.mode = ('integer', q.numerator)
            return power(u, q.numerator) if q >= 0 else power(reciprocal(self.args[0]), -q.numerator)
        if q is not None:
            self.mode = ('rational', q)
            return power(root(u, q.denominator), q.numerator)
        need(all(ATOMS[a][0] == 'parameter' for a in names) and all(k > 0 for m in e for _, k in m), 'term',
             'an exponent must be a number or a polynomial in parameters')
        whole = all(ATOMS[a][2] for a in names) and all(c.denominator == 1 for c in e.values())
        self.mode = ('ipower' if whole else 'power', e)
        self.at_zero = self.defined_at_zero(e, whole)
        base = self.args[0].args[0].nf if self.args[0].op == 'abs' and not whole else u
        return raised('ipower' if whole else 'power', base, e)

    def defined_at_zero(self, e, whole):
        """Whether u^e has a value at u = 0; None where its normal form might say too much there (section 1)."""
        u, s = self.args[0], exponent_sign(e)
        while u.op == 'abs':
            u = u.args[0]
        if (u is self.args[0] and not whole) or s & NEG or (s & ZERO and not whole) or (not s and not whole):
            return False
        plain = not u.nf and s == POS if whole else e.get((), 0) >= 0
        return True if regular(u.nf) or plain else None


def reciprocal(t):
    """The normal form of 1/t, factor by factor as t is written."""
    if t.op == '*':
        return mul(reciprocal(t.args[0]), reciprocal(t.args[1]))
    if t.op == 'neg':
        return scale(reciprocal(t.args[0]), -1)
    if t.op == '/':
        return mul(t.args[1].nf, reciprocal(t.args[0]))
    if t.op == '^' and t.mode[0] == 'integer' and t.mode[1] > 0:
        return power(reciprocal(t.args[0]), t.mode[1])
    return inverse(t.nf)


def regular(u):
    """A normal form, not 0, without sgn, roots, powers, constants and integer parameters: multiplication with it loses
    nothing, for no value of the integers."""
    def plain(a):
        kind, *data = ATOMS[a]
        if kind in ('exp', 'log', 'sin', 'cos', 'tanh', 'inverse'):
            return all(plain(b) for m in data[0] for b, _ in m)
        return kind == 'variable' or (kind == 'parameter' and not data[1])

    return bool(u) and all(plain(a) for m in u for a, _ in m)


def number(q):
    return Term('num', (), const(q))


ASSUMED = []  # of the context being checked: relations among parameters


def exponent_sign(e):
    """The sign of an exponent, by the assumptions and the sums of two of their inequalities, up to added numbers."""
    assumed = [Relation(add(r.nf, ONE, -1), '>=') if r.op == '>' and is_whole(r.nf) else r for r in ASSUMED]
    above = [r for r in assumed if r.op in ('>', '>=')]
    sums = [Relation(add(r.nf, s.nf), '>' if '>' in (r.op, s.op) else '>=') for i, r in enumerate(above) for s in above[:i]]
    hyps, out = Hypotheses(assumed + sums), ZERO

    def cut(u):
        signs = hyps.cut(u)
        for r in hyps.relations:
            signs &= shifted(u, r)
        return signs

    for m, c in e.items():
        s = POS if c > 0 else NEG
        for a, k in m:
            known = cut(single(a))
            s = product_sign(s, known if k % 2 else (known & ZERO) | (POS if known & (POS | NEG) else 0))
        out = sum_sign(out, s)
    return out & cut(e)


def shifted(u, relation):
    """What v op 0 leaves to u where u - r*v is a number for some number r."""
    v = relation.nf
    for m in v:
        if m in u and m != ():
            r = u[m] / v[m]
            rest = add(u, v, -r)
            if relation.op == '!=' or any(k != () for k in rest):
                return ANY
            s = rest.get((), 0)
            return sum_sign(mirror(ALLOWED[relation.op], r < 0), POS if s > 0 else NEG if s < 0 else ZERO)
    return ANY


class Scope:
    """The declared names, and the table name -> normal form of the atom."""

    def __init__(self, names):
        self.names = dict(names)

    def extended(self, more):
        for name in more:
            need(name not in self.names, 'context', 'the name %s is declared twice' % name)
        return Scope({**self.names, **more})

    def term(self, text):
        parser = Parser(text, self)
        term = parser.sum()
        need(parser.kind == 'end', 'term', 'unexpected %r in %r' % (parser.token, text[:80]))
        return term

    def relation(self, text):
        """(u, op, sides) for the relation u op 0, or 'false'."""
        if isinstance(text, str) and text.strip() == 'false':
            return 'false'
        parser = Parser(text, self)
        left = parser.sum()
        op = parser.take('=', '!=', '>=', '>', '<=', '<')
        right = parser.sum()
        need(parser.kind == 'end', 'term', 'unexpected %r in %r' % (parser.token, text[:80]))
        if op in ('<', '<='):
            left, right, op = right, left, op.replace('<', '>')
        return Relation(Term('-', (left, right)), op)


class Relation:
    """`term op 0`; a relation of the claim or the certificate keeps its term, for its domain conditions."""
    __slots__ = ('term', 'nf', 'op')

    def __init__(self, term, op):
        self.term, self.nf, self.op = term, (term.nf if isinstance(term, Term) else term), op


class Parser:
    def __init__(self, text, scope):
        need(isinstance(text, str), 'format', 'a term must be a string')
        need(len(text) <= MAX_TEXT, 'term', 'a term is too long')
        self.text, self.at, self.scope, self.nest = text, 0, scope, 0
        self.next()

    def next(self):
        match = TOKEN.match(self.text, self.at)
        if not match:
            need(not self.text[self.at:].strip(' \t\r\n'), 'term', 'cannot read %r' % self.text[self.at:self.at + 40])
            self.kind, self.token = 'end', ''
            return
        self.at = match.end()
        self.kind = ('number', 'name', 'sign')[match.lastindex - 1]
        self.token = match.group(match.lastindex)
        need(is_letters(self.token), 'term', 'cannot read %r' % self.token[:40])

    def take(self, *tokens):
        need(self.kind == 'sign' and self.token in tokens, 'term',
             'expected %s in %r' % (' '.join(tokens), self.text[:80]))
        token = self.token
        self.next()
        return token

    def at_sign(self, *tokens):
        return self.kind == 'sign' and self.token in tokens

    def sum(self):
        self.nest += 1
        need(self.nest <= MAX_NEST, 'term', 'a term is nested too deeply')
        term = self.product()
        while self.at_sign('+', '-'):
            op = self.take('+', '-')
            term = Term(op, (term, self.product()))
        self.nest -= 1
        return term

    def product(self):
        term = self.unary()
        while self.at_sign('*', '/'):
            op = self.take('*', '/')
            term = Term(op, (term, self.unary()))
        return term

    def unary(self):
        minus = 0
        while self.at_sign('-'):
            self.next()
            minus += 1
        term = self.primary()
        if self.at_sign('^'):
            self.next()
            term = Term('^', (term, self.exponent()))
        for _ in range(minus):
            term = Term('neg', (term,))
        return term

    def exponent(self):
        if self.at_sign('('):
            return self.bracket()
        sign = 1
        if self.at_sign('-'):
            self.next()
            sign = -1
        need(self.kind == 'number', 'term', 'an exponent was expected in %r' % self.text[:80])
        return number(sign * self.digits())

    def digits(self):
        need(len(self.token) <= MAX_DIGITS, 'term', 'a number is too long')
        value = int(self.token)
        self.next()
        return value

    def bracket(self):
        self.take('(')
        term = self.sum()
        self.take(')')
        return term

    def primary(self):
        if self.kind == 'number':
            return number(self.digits())
        if self.kind != 'name':
            return self.bracket()
        name = self.token
        self.next()
        if name not in FUNCTIONS:
            need(name in self.scope.names, 'undeclared', name)
            term = Term('name', (), reduce({self.scope.names[name]: 1}))
            term.mode = self.scope.names[name]
            return term
        self.take('(')
        args = [self.sum()]
        while self.at_sign(','):
            self.next()
            literal = self.kind == 'number'
            args.append(self.sum())
        self.take(')')
        if name in ('max', 'min'):
            need(len(args) >= 2, 'term', '%s needs at least two arguments' % name)
            folded = args[0]
            for a in args[1:]:
                folded = Term(name, (folded, a))
            return folded
        need(len(args) == (2 if name == 'root' else 1), 'term', '%s: wrong number of arguments' % name)
        need(name != 'root' or (literal and args[1].op == 'num'), 'term', 'the order of a root must be a literal')
        return Term(name, args)


def walk(terms):
    """All subterms, left to right, inner before outer."""
    for t in terms:
        yield from walk(t.args)
        yield t


def distinct(relations):
    seen, out = set(), []
    for r in relations:
        key = (r.op, frozenset(r.nf.items()))
        if key not in seen:
            seen.add(key)
            out.append(r)
    return out


def domain(*terms):
    """The domain conditions (section 1)."""
    out = []
    for t in walk(terms):
        v = t.args[0] if t.args else None
        if t.op == '/':
            v = t.args[1]
            if rational(v.nf) is None:
                out.append(Relation(v, '!='))
        elif t.op == 'log':
            out.append(Relation(v, '>'))
        elif t.op == 'sqrt' or (t.op == 'root' and whole_number(t.args[1].nf) % 2 == 0):
            out.append(Relation(v, '>='))
        elif t.op == '^':
            mode, e = t.mode
            if mode == 'integer' and e < 0 and rational(v.nf) is None:
                out.append(Relation(v, '!='))
            elif mode == 'rational':
                out.append(Relation(v, '>=' if e > 0 else '>'))
            elif mode == 'ipower' and not t.at_zero:
                out.append(Relation(v, '!='))
            elif mode == 'power' and not t.at_zero:
                out.append(Relation(v.args[0], '!=') if v.op == 'abs' else Relation(v, '>'))
    return distinct(out)


def kinks(*terms, roots_only=False):
    out = []
    for t in walk(terms):
        if t.op in ('sqrt', 'cbrt', 'root') or (t.op == '^' and t.mode[0] == 'rational'):
            out.append(Relation(t.args[0], '!='))
        elif t.op == '^' and t.mode[0] == 'power' and t.at_zero:
            out.append(Relation(t.args[0].args[0], '!='))
        elif t.op in ('abs', 'sgn') and not roots_only:
            out.append(Relation(t.args[0], '!='))
        elif t.op in ('max', 'min') and not roots_only:
            out.append(Relation(Term('-', t.args), '!='))
    return distinct(out)


# ---------------------------------------------------------------- hypotheses and signs by structure
class Hypotheses:
    """A list of relations u op 0, with a table to recognize positive and negative multiples of u."""

    def __init__(self, relations=()):
        self.relations, self.table = [], {}
        for r in relations:
            self.relations.append(r)
            if r.nf:
                key, mirrored = self.key(r.nf)
                self.table[key] = self.table.get(key, ANY) & mirror(ALLOWED[r.op], mirrored)
            else:
                self.table[None] = self.table.get(None, ANY) & ALLOWED[r.op]

    @staticmethod
    def key(p):
        work(len(p))
        c = leading(p)
        return frozenset((m, v / c) for m, v in p.items()), c < 0

    def plus(self, *relations):
        return Hypotheses(self.relations + list(relations))

    def cut(self, p):
        """The signs the hypotheses leave to a polynomial that is a rational multiple of one of theirs."""
        if not p:
            return self.table.get(None, ANY)
        key, mirrored = self.key(p)
        return mirror(self.table.get(key, ANY), mirrored)


def mirror(s, really=True):
    return (s & ZERO) | (POS if s & NEG else 0) | (NEG if s & POS else 0) if really else s


def sum_sign(a, b):
    if not a or not b:
        return 0
    out = 0
    for s in (NEG, ZERO, POS):
        for t in (NEG, ZERO, POS):
            if a & s and b & t:
                out |= t if s == ZERO else s if t in (ZERO, s) else ANY
    return out


def product_sign(a, b):
    out = 0
    for s in (NEG, ZERO, POS):
        for t in (NEG, ZERO, POS):
            if a & s and b & t:
                out |= ZERO if ZERO in (s, t) else POS if s == t else NEG
    return out


def sign(t, hyps):
    """Sign by structure (section 4): a set of signs that contains the sign of t wherever the hypotheses hold."""
    work(1)
    if not t.nf:
        return ZERO
    if t.op == 'num':
        return POS if t.nf[()] > 0 else NEG
    s = structural_sign(t, hyps) & hyps.cut(t.nf)
    return s if s in (NEG, POS) or free(t.nf) else s & closed_sign(t.nf)


def structural_sign(t, hyps):
    op = t.op
    if op == 'exp':
        return POS
    if op not in ('+', '-', '*', '/', 'neg', 'abs', 'sqrt', 'cbrt', 'root', 'tanh', '^'):
        return ANY
    s = sign(t.args[0], hyps)
    if op == 'neg':
        return mirror(s)
    if op in ('cbrt', 'tanh'):
        return s
    if op == 'abs' or op == 'sqrt' or (op == 'root' and whole_number(t.args[1].nf) % 2 == 0):
        return (POS if s & (POS | NEG) else 0) | (s & ZERO)
    if op == 'root':
        return s
    if op == '^':
        mode, e = t.mode
        if mode == 'integer':
            s = s & ~ZERO if e < 0 else s
            if e == 0:
                return POS
            return (POS if s & (POS | NEG) else 0) | (s & ZERO) if e % 2 == 0 else s
        if mode == 'rational':
            return (POS if s & (POS | NEG) else 0) | (s & ZERO) if e > 0 else POS
        if mode == 'power':
            return (POS if s & (POS | NEG) else 0) | (s & ZERO) if t.at_zero else POS
        out = s & POS
        if s & NEG:
            out |= POS if all(c % 2 == 0 for c in e.values()) else POS | NEG
        if s & ZERO and t.at_zero:  # 0^0 is 1
            out |= ZERO if exponent_sign(e) == POS else ZERO | POS
        return out
    r = sign(t.args[1], hyps)
    if op in ('+', '-'):
        return sum_sign(s, r if op == '+' else mirror(r))
    return product_sign(s, r if op == '*' else r & ~ZERO)


# ---------------------------------------------------------------- reading JSON
def fields(value, required, optional=()):
    """The values of the required fields of an object that has no others than these and the optional ones."""
    need(isinstance(value, dict), 'format', 'an object with the fields %s was expected' % ', '.join(required))
    for name in required:
        need(name in value, 'format', 'the field %s is missing' % name)
    for name in value:
        need(name in required or name in optional, 'format', 'unknown field %s' % name[:40])
    return [value[name] for name in required]


def listing(value, length=None):
    need(isinstance(value, list), 'format', 'a list was expected')
    need(len(value) <= MAX_LIST and length in (None, len(value)), 'format', 'a list has the wrong length')
    return value


def strings(value):
    need(all(isinstance(s, str) for s in listing(value)), 'format', 'a list of strings was expected')
    return value


def text(value):
    need(isinstance(value, str), 'format', 'a string was expected')
    return value


def fraction(value):
    match = isinstance(value, str) and len(value) <= MAX_DIGITS and re.match(r'(-?[0-9]+)(?:/([0-9]+))?\Z', value)
    need(match, 'format', 'a rational number was expected')
    need(match.group(2) is None or int(match.group(2)), 'format', 'denominator 0')
    return Fraction(int(match.group(1)), int(match.group(2) or 1))


def integer(value, least, most):
    if isinstance(value, float) and value.is_integer():  # 64.0 and 1e2 are whole numbers in JSON
        value = int(value)
    need(isinstance(value, int) and not isinstance(value, bool) and least <= value <= most, 'format',
         'an integer from %d to %d was expected' % (least, most))
    return value


def univariate(source):
    """A nonzero polynomial in t with rational coefficients, as a list."""
    t, out = atom('variable', 't'), []
    p = Scope({'t': t}).term(text(source)).nf
    for m, c in p.items():
        k = 0 if m == () else m[0][1] if len(m) == 1 and m[0][0] == t else -1
        need(k >= 0, 'format', '%s is not a polynomial in t' % source[:60])
        out += [Fraction(0)] * (k + 1 - len(out))
        out[k] = c
    need(out, 'format', 'the zero polynomial')
    return out


class Context:
    def __init__(self, value, constants=None):
        variables, parameters, integers, assume, declared = fields(
            value, ['variables', 'parameters', 'integers', 'assume', 'constants'])
        self.value, names = value, {}
        strings(integers)
        for kind, group in (('variable', strings(variables)), ('parameter', strings(parameters))):
            for name in group:
                need(is_name(name), 'context', 'bad name %r' % name)
                need(name not in names, 'context', 'the name %s is declared twice' % name)
                names[name] = atom(kind, name) if kind == 'variable' else atom(kind, name, name in integers)
        for i, name in enumerate(integers):
            need(name in parameters and name not in integers[:i], 'context', 'integers: %s' % name)
        self.variables, self.parameters = list(variables), list(parameters)
        self.scope = Scope(names).extended(read_constants(declared)).extended(read_constants(constants or {}))
        self.xs = [names[v] for v in variables]
        self.parameter_names = {n: names[n] for n in parameters}
        self.closed = Scope({n: a for n, a in self.scope.names.items() if ATOMS[a][0] == 'constant'})
        self.constant_terms = Scope({n: a for n, a in self.scope.names.items() if ATOMS[a][0] != 'variable'})
        ASSUMED.clear()
        self.assume = [self.relation(r) for r in strings(assume)]
        need(not any(uses_variables(r.term) for r in self.assume), 'context', 'assume mentions a variable')
        ASSUMED.extend(Relation(r.nf, r.op) for r in self.assume)
        self.assume = [self.relation(r) for r in assume]  # once more: where |a|^b is defined depends on them
        self.base = with_domains(self.assume)

    def relation(self, source):
        r = self.scope.relation(source)
        need(r != 'false', 'format', 'false is only a goal')
        return r

    def plain(self, source, what):
        """A term of the claim that may not contain sgn."""
        t = self.scope.term(source)
        need(not uses_sgn(t), 'term', 'sgn in %s' % what)
        return t

    def gradient(self, p):
        return [derivative(p, x) for x in self.xs]

    def without_variables(self, source, what):
        t = self.constant_terms.term(source)
        need(admissible(t, self.base), 'point', '%s is not defined' % what)
        return t

    def point(self, value):
        """Substitution atom of a variable -> term, each admissible under `assume`."""
        return {x: self.without_variables(t, 'a coordinate') for x, t in zip(self.xs, fields(value, self.variables))}

    def at(self, point, *terms):
        """The terms at a point, where their domain conditions must hold under `assume`."""
        out = [replaced(t, point) for t in terms]
        need(all(admissible(t, self.base) for t in out), 'point', 'a term is not defined at the point')
        return out


def read_constants(value):
    need(isinstance(value, dict), 'format', 'constants')
    out = {}
    for name, definition in value.items():
        need(is_name(name), 'context', 'bad name %r' % name[:40])
        polynomial, interval = fields(definition, ['polynomial', 'interval'])
        p, (lo, hi) = univariate(polynomial), [fraction(e) for e in listing(interval, 2)]
        need(lo < hi and horner(p, lo) * horner(p, hi) < 0, 'context', 'constant %s' % name)
        need(roots_between(sturm_chain(p), lo, hi) == 1, 'context', '%s is not the only root' % name)
        out[name] = atom('constant', name, tuple(p), lo, hi)
    return out


def with_domains(relations, *terms):
    """Hypotheses: the relations, and the domain conditions of their terms and of the terms given."""
    own = [r.term for r in relations if isinstance(r.term, Term)]
    return Hypotheses(relations + domain(*own, *terms))


def admissible(t, hyps):
    return all(not sign(r.term, hyps) & ~ALLOWED[r.op] for r in domain(t))


def replaced(t, values):
    """The term t with terms put in for atoms, so that its domain conditions can be asked again."""
    if t.op == 'name':
        return values.get(t.mode, t)
    if t.op == 'num':
        return t
    return Term(t.op, [replaced(a, values) for a in t.args])


# ---------------------------------------------------------------- proofs of sequents
def prove(proof, hyps, goal, scope, depth=0):
    """Refuse unless `proof` proves hyps |- goal; the goal is a Relation or 'false'."""
    need(isinstance(proof, dict) and isinstance(proof.get('kind'), str), 'format', 'a proof needs a kind')
    need(depth < MAX_PROOF_DEPTH, 'format', 'a proof is nested too deeply')
    need(proof['kind'] in PROOFS, 'format', 'unknown kind of proof %s' % proof['kind'][:40])
    names, check = PROOFS[proof['kind']]
    if proof['kind'] == 'fact' and 'order' in proof:
        names, check = ['fact', 'of', 'order'], prove_series
    check(*fields(proof, ['kind'] + names)[1:], hyps, goal, scope, depth)


def usable(source, scope, hyps):
    t = scope.term(source)
    need(admissible(t, hyps), 'admissible', t_text(source))
    return t


def t_text(source):
    return source if len(source) < 100 else source[:97] + '...'


def prove_identity(hyps, goal, scope, depth):
    need(goal != 'false' and goal.op in ('=', '>='), 'identity', 'the goal must be = 0 or >= 0')
    need(is_zero(goal.nf), 'identity', 'not zero: %s' % t_text(text_of(goal.nf)))


def prove_sign(form, hyps, goal, scope, depth):
    need(goal != 'false', 'sign', 'the goal false has no sign')
    t = usable(form, scope, hyps)
    need(is_zero(add(t.nf, goal.nf, -1)), 'identity', 'the form is not the goal')
    need(not sign(t, hyps) & ~ALLOWED[goal.op], 'sign', t_text(form))


def negated(goal):
    """The hypotheses that say that the goal fails."""
    if goal == 'false':
        return []
    op = {'>': '>=', '>=': '>', '=': '!=', '!=': '='}[goal.op]
    return [Relation(scale(goal.nf, -1), op)]


def prove_positivstellensatz(terms, multiples, hyps, goal, scope, depth):
    hyps = hyps.plus(*negated(goal))
    total, strict = sum_of_multiples(multiples, hyps, scope), False
    for term in listing(terms):
        gram = isinstance(term, dict) and 'gram' in term
        weight, square, times = fields(term, ['weight', 'gram' if gram else 'square', 'times'])
        w = usable(weight, scope, hyps)
        need(not any(ATOMS[a][0] == 'variable' for a in free(w.nf)) and not uses_variables(w), 'weight',
             'a weight contains variables')
        factors = [w] + [usable(t, scope, hyps) for t in listing(times)]
        signs = [sign(f, hyps) for f in factors]
        need(not signs[0] & NEG, 'weight', 'a weight is not nonnegative: %s' % t_text(weight))
        need(not any(s & NEG for s in signs), 'sign', 'a factor is not nonnegative')
        if gram:
            value = gram_value(square, hyps, scope)
        else:
            q = usable(square, scope, hyps)
            value = mul(q.nf, q.nf)
            strict = strict or not (sign(q, hyps) | signs[0] | sum_of_bits(signs)) & ZERO
        for f in factors:
            value = mul(value, f.nf)
        total = add(total, value)
    need(strict, 'strict', 'no term is strictly positive')
    need(is_zero(total), 'identity', 'the sum is not zero: %s' % t_text(text_of(total)))


def sum_of_bits(signs):
    out = 0
    for s in signs:
        out |= s
    return out


def uses_sgn(t):
    return any(s.op == 'sgn' for s in walk([t]))


def uses_variables(t):
    return any(s.op == 'name' and ATOMS[s.mode][0] == 'variable' for s in walk([t]))


def equation_among(of, hyps, scope):
    """The usable term `of`, which must be the left - right of an equation among the hypotheses, up to the sign."""
    e = usable(of, scope, hyps)
    need(any(r.op == '=' and (is_zero(add(e.nf, r.nf, -1)) or is_zero(add(e.nf, r.nf))) for r in hyps.relations),
         'multiple', 'no such hypothesis: %s' % t_text(of))
    return e.nf


def sum_of_multiples(multiples, hyps, scope):
    total = {}
    for multiple in listing(multiples):
        of, by = fields(multiple, ['of', 'by'])
        total = add(total, mul(equation_among(of, hyps, scope), usable(by, scope, hyps).nf))
    return total


def gram_value(gram, hyps, scope):
    basis, matrix = fields(gram, ['basis', 'matrix'])
    b = [usable(t, scope, hyps).nf for t in listing(basis)]
    a = [[fraction(e) for e in listing(row, len(b))] for row in listing(matrix, len(b))]
    value = {}
    for i, row in enumerate(a):
        for j, e in enumerate(row):
            need(e == a[j][i], 'gram', 'the matrix is not symmetric')
            value = add(value, mul(b[i], b[j]), e) if e else value
    for k in range(len(a)):  # symmetric elimination
        pivot = a[k][k]
        need(pivot >= 0, 'gram', 'the matrix is not positive semidefinite')
        need(pivot or not any(a[k][k:]), 'gram', 'the matrix is not positive semidefinite')
        for i in range(k + 1, len(a)):
            factor = a[i][k] / pivot if a[i][k] else 0
            for j in range(k + 1, len(a)):
                work(1)
                a[i][j] -= factor * a[k][j]
    return value


CELLS = {'<': NEG, '=': ZERO, '>': POS, '<=': NEG | ZERO, '>=': ZERO | POS, '!=': NEG | POS}


def cells_of(on, cells, body, hyps, scope):
    """The hypotheses and the body (a proof or an argument) of every cell of a split; together they cover."""
    u = usable(on, scope, hyps)
    covered, out = 0, []
    for cell in listing(cells):
        s, inner = fields(cell, ['sign', body])
        need(isinstance(s, str) and s in CELLS, 'format', 'a sign was expected')
        covered |= CELLS[s]
        if s in ('<', '<='):
            more = [Relation(scale(u.nf, -1), '>' if s == '<' else '>=')]
        else:
            more = [Relation(u.nf, s)]
        if s in ('<', '>'):
            more.append(Relation(add(sign_of(u.nf), const(-1 if s == '<' else 1), -1), '='))
            if is_whole(u.nf):  # an integer that is not 0 is at least 1 away from it
                more.append(Relation(add(scale(u.nf, -1 if s == '<' else 1), ONE, -1), '>='))
        out.append((hyps.plus(*more), inner))
    need(covered == ANY, 'cover', 'the cells do not cover all signs')
    return out


def prove_split(on, cells, hyps, goal, scope, depth):
    for inner, proof in cells_of(on, cells, 'proof', hyps, scope):
        prove(proof, inner, goal, scope, depth + 1)


def prove_lemma(lemma, proof, then, hyps, goal, scope, depth):
    r = scope.relation(text(lemma))
    need(r != 'false', 'format', 'a lemma must be a relation between terms')
    need(admissible(r.term, hyps), 'admissible', t_text(lemma))
    prove(proof, hyps, r, scope, depth + 1)
    prove(then, hyps.plus(r), goal, scope, depth + 1)


def prove_roots(of, polynomial, multiples, roots, hyps, goal, scope, depth):
    u, q, value = usable(of, scope, hyps), univariate(polynomial), {}
    for c in reversed(q):
        value = add(mul(value, u.nf), const(c))
    need(is_zero(add(value, sum_of_multiples(multiples, hyps, scope), -1)), 'identity',
         'the polynomial does not follow from the multiples')
    chain, intervals = sturm_chain(q), []
    for r in listing(roots):
        interval, proof = fields(r, ['interval', 'proof'], ['value'])
        a, b = [fraction(e) for e in listing(interval, 2)]
        if a == b:
            need(horner(q, a) == 0, 'roots', '%s is not a root' % a)
        else:
            need(a < b and horner(q, a) and horner(q, b) and roots_between(chain, a, b) == 1, 'roots',
                 'not one root in [%s, %s]' % (a, b))
        need(all(b < c or d < a for c, d in intervals), 'roots', 'the intervals are not disjoint')
        intervals.append((a, b))
    need(all_real_roots(chain) == len(intervals), 'roots', 'not all real roots are listed')
    for (a, b), r in zip(intervals, roots):
        if a == b:
            more = [Relation(add(u.nf, const(a), -1), '=')]
        elif 'value' not in r:
            more = [Relation(add(u.nf, const(a), -1), '>'), Relation(add(const(b), u.nf, -1), '>')]
        if 'value' in r:
            v, value = usable(r['value'], scope, hyps), {}
            need(not free(v.nf), 'roots', 'a value is not closed')
            for c in reversed(q):
                value = add(mul(value, v.nf), const(c))
            need(is_zero(value), 'roots', 'a value is not a root')
            need(decided(add(v.nf, const(a), -1), '>=') and decided(add(const(b), v.nf, -1), '>='), 'roots',
                 'a value is not in its interval')
            if a < b:
                more = [Relation(add(u.nf, v.nf, -1), '=')]
        prove(r['proof'], hyps.plus(*more), goal, scope, depth + 1)


def prove_enclosure(bits, hyps, goal, scope, depth):
    integer(bits, 16, 4096)
    need(goal != 'false' and goal.op != '=', 'enclosure', 'the goal must be an inequality')
    if not free(goal.nf):
        need(decided(goal.nf, goal.op), 'enclosure', 'the sign is not decided')
        return
    low, high = {}, {}
    for r in hyps.relations:
        names = [m for m in r.nf if m]
        if len(names) == 1 and len(names[0]) == 1 and names[0][0][1] == 1 and r.op != '!=':
            a, c, bound = names[0][0][0], r.nf[names[0]], -r.nf.get((), Fraction(0)) / r.nf[names[0]]
            if c > 0 or r.op == '=':
                low[a] = max(bound, low.get(a, bound))
            if c < 0 or r.op == '=':
                high[a] = min(bound, high.get(a, bound))
    box = {a: (low[a], high[a]) for a in low if a in high}
    for a in free(goal.nf):
        need(a in box and box[a][0] <= box[a][1], 'enclosure', 'no bounds for %s' % ATOMS[a][1])
    try:
        lo, hi = enclose(goal.nf, box, bits)
    except Unknown:
        raise Refuse('enclosure', 'the interval evaluation has no result')
    need(lo > 0 or (goal.op == '>=' and lo >= 0) or (goal.op == '!=' and hi < 0), 'enclosure',
         'the interval does not show the goal')


def positive_base(t, hyps):
    need(not sign(t, hyps) & ~POS, 'fact', 'the logarithm needs a positive argument')


def fact_exp_tangent(u, hyps):
    return add(add(exponential(u.nf), ONE, -1), u.nf, -1), '>='


def fact_log_tangent(u, hyps):
    positive_base(u, hyps)
    return add(add(u.nf, ONE, -1), logarithm(u.nf), -1), '>='


def fact_log_lower(u, hyps):
    positive_base(u, hyps)
    return add(add(logarithm(u.nf), ONE, -1), inverse(u.nf)), '>='


def fact_exp_log(u, hyps):
    positive_base(u, hyps)
    return add(exponential(logarithm(u.nf)), u.nf, -1), '='


def fact_power_exp(u, hyps):
    need(u.op == '^', 'fact', 'a power was expected')
    base, exponent = u.args
    positive_base(base, hyps)
    return add(u.nf, exponential(mul(exponent.nf, logarithm(base.nf))), -1), '='


def fact_tanh_range(u, hyps):
    return add(ONE, power(apply('tanh', u.nf), 2), -1), '>'


def fact_tanh_exp(u, hyps):
    e, t = exponential(scale(u.nf, 2)), apply('tanh', u.nf)
    return add(add(mul(t, e), t), add(e, ONE, -1), -1), '='


def fact_sin_bound(u, hyps):
    return add(power(u.nf, 2), power(apply('sin', u.nf), 2), -1), '>='


def taylor(u, order, exponents, signs=(1,)):
    """The sum of sign*u^e/e! over the first order + 1 of the exponents."""
    total, factorial, done = {}, 1, 0
    for k, e in zip(range(order + 1), exponents):
        for i in range(done + 1, e + 1):
            factorial *= i
        done = e
        total = add(total, power(u, e), Fraction(signs[k % len(signs)], factorial))
    return total


def need_nonnegative(t, hyps):
    need(not sign(t, hyps) & NEG, 'fact', 'the argument need not be nonnegative')


def fact_exp_taylor(u, hyps, order):
    if order % 2 == 0:
        need_nonnegative(u, hyps)
    return add(exponential(u.nf), taylor(u.nf, order, range(21)), -1), '>='


def fact_cos_taylor(u, hyps, order):
    rest = add(cosine(u.nf), taylor(u.nf, order, range(0, 42, 2), (1, -1)), -1)
    return scale(rest, 1 if order % 2 else -1), '>='


def fact_sin_taylor(u, hyps, order):
    need_nonnegative(u, hyps)
    rest = add(apply('sin', u.nf), taylor(u.nf, order, range(1, 42, 2), (1, -1)), -1)
    return scale(rest, 1 if order % 2 else -1), '>='


def summands(u):
    """A and B of a term written as A + B or A - (-B); of more summands, B is the last."""
    need(u.op in ('+', '-'), 'fact', 'a sum was expected')
    return u.args[0].nf, scale(u.args[1].nf, 1 if u.op == '+' else -1)


def fact_sin_sum(u, hyps):
    a, b = summands(u)
    products = add(mul(apply('sin', a), cosine(b)), mul(cosine(a), apply('sin', b)))
    return add(apply('sin', u.nf), products, -1), '='


def fact_cos_sum(u, hyps):
    a, b = summands(u)
    products = add(mul(cosine(a), cosine(b)), mul(apply('sin', a), apply('sin', b)), -1)
    return add(cosine(u.nf), products, -1), '='


FACTS = {
    'exp-tangent': fact_exp_tangent, 'log-tangent': fact_log_tangent, 'log-lower': fact_log_lower,
    'exp-log': fact_exp_log, 'power-exp': fact_power_exp, 'tanh-range': fact_tanh_range, 'tanh-exp': fact_tanh_exp,
    'sin-bound': fact_sin_bound, 'sin-sum': fact_sin_sum, 'cos-sum': fact_cos_sum,
}
SERIES = {'exp-taylor': fact_exp_taylor, 'cos-taylor': fact_cos_taylor, 'sin-taylor': fact_sin_taylor}


def prove_fact(fact, of, hyps, goal, scope, depth):
    u = usable(of, scope, hyps)
    need(goal != 'false', 'fact', 'the goal false is no fact')
    need(text(fact) in FACTS, 'fact', 'unknown fact')
    states(FACTS[fact](u, hyps), goal)


def prove_series(fact, of, order, hyps, goal, scope, depth):
    u = usable(of, scope, hyps)
    need(goal != 'false', 'fact', 'the goal false is no fact')
    need(text(fact) in SERIES, 'format', 'a fact without an order')
    states(SERIES[fact](u, hyps, integer(order, 1, 20)), goal)


def states(fact, goal):
    p, op = fact
    stated = goal.op == op or (op == '>' and goal.op == '>=')
    need(stated and is_zero(add(goal.nf, p, -1)), 'fact', 'the goal is not the fact')


def is_whole(p):
    """Whether p is a polynomial in integer parameters with integer coefficients."""
    return all(c.denominator == 1 for c in p.values()) and all(
        k > 0 and ATOMS[a][0] == 'parameter' and ATOMS[a][2] for m in p for a, k in m)


MOST_RESIDUES = 20_000


def prove_congruence(of, modulus, hyps, goal, scope, depth):
    m = integer(modulus, 2, 1000)
    e = equation_among(of, hyps, scope)
    denominator = 1
    for c in e.values():
        denominator *= (c * denominator).denominator
    e = scale(e, denominator)
    need(is_whole(e), 'congruence', 'something in the equation need not be an integer')
    names = sorted(free(e))
    need(m ** len(names) <= MOST_RESIDUES, 'congruence', 'too many residues')
    tuples = [{}]
    for a in names:
        tuples = [{**t, a: r} for t in tuples for r in range(m)]
    for t in tuples:
        work(len(e))
        value = 0
        for monomial, c in e.items():
            for a, k in monomial:
                c = c * pow(t[a], k, m) % m
            value += c
        need(value % m, 'congruence', 'the equation has a solution modulo %d' % m)


PROOFS = {
    'identity': ([], prove_identity),
    'sign': (['form'], prove_sign),
    'positivstellensatz': (['terms', 'multiples'], prove_positivstellensatz),
    'split': (['on', 'cells'], prove_split),
    'lemma': (['lemma', 'proof', 'then'], prove_lemma),
    'roots': (['of', 'polynomial', 'multiples', 'roots'], prove_roots),
    'enclosure': (['bits'], prove_enclosure),
    'fact': (['fact', 'of'], prove_fact),
    'congruence': (['of', 'modulus'], prove_congruence),
}


# ---------------------------------------------------------------- claims and their obligations
class Obligation:
    def __init__(self, name, hyps, goal, refutable=True, scope=None):
        self.name, self.hyps, self.goal, self.refutable, self.scope = name, hyps, goal, refutable, scope


def equals(p):
    return Relation(p, '=')


def sum_of(ps):
    out = {}
    for p in ps:
        out = add(out, p)
    return out


def dot(ps, qs):
    return sum_of(mul(p, q) for p, q in zip(ps, qs))


def square_sum(ps):
    return sum_of(mul(p, p) for p in ps)


def gram_determinant(rows):
    return determinant([[dot(a, b) for b in rows] for a in rows])


def determinant(m):
    if not m:
        return ONE
    numbers = [i for i, row in enumerate(m) if set(row[0]) == {()}]
    if numbers:
        # A number that is not 0 clears the rest of its column.
        k, pivot = numbers[0], m[numbers[0]][0][()]
        rest = [[add(p, mul(row[0], q), -1 / pivot) for p, q in zip(row[1:], m[k][1:])]
                for i, row in enumerate(m) if i != k]
        return scale(determinant(rest), -pivot if k % 2 else pivot)
    out = {}
    for j, p in enumerate(m[0]):
        minor = [row[:j] + row[j + 1:] for row in m[1:]]
        if p:
            out = add(out, mul(p, determinant(minor)), (-1) ** j)
    return out


def read_residuals(c, value, loss=None):
    need(loss in (None, 'single', 'l2', 'l1'), 'format', 'unknown loss')
    hs = [c.plain(h, 'a residual') for h in listing(value)]
    need(hs and (loss != 'single' or len(hs) == 1), 'format', 'wrong number of residuals')
    return hs


class Piece:
    def __init__(self, c, value):
        when, g = fields(value, ['when', 'value'])
        self.when, self.value = [c.relation(r) for r in strings(when)], c.plain(g, 'a regularizer')
        for r in self.when:
            need(r.op == '>', 'pieces', 'the relations of a piece must be strict')
            need(not uses_sgn(r.term), 'term', 'sgn in a piece')
            need(not domain(r.term), 'pieces', 'the relations of a piece must be defined everywhere')


def read_pieces(c, value):
    pieces = [Piece(c, p) for p in listing(value)]
    need(pieces, 'pieces', 'g has no piece')
    for i, p in enumerate(pieces):
        for q in pieces[:i]:
            need(any(opposite(r.nf, s.nf) for r in p.when for s in q.when), 'pieces', 'two pieces are not disjoint')
    return pieces


def opposite(p, q):
    if not p or not q:
        return False
    ratio = leading(p) / leading(q)
    return ratio < 0 and is_zero(add(p, q, -ratio))


def hypotheses(c, terms, *more):
    """The context's assume, further relations, and the domain conditions of all these and of the terms named."""
    return with_domains(c.assume + [r for r in more if isinstance(r.term, Term)], *terms).plus(
        *[r for r in more if not isinstance(r.term, Term)])


def claim_relation(c, assume, goal):
    relations = [c.relation(r) for r in strings(assume)]
    g = c.scope.relation(text(goal))
    yield Obligation('goal', hypotheses(c, [] if g == 'false' else [g.term], *relations), g)


def claim_structure(c, f, residuals, loss, phi):
    need(loss is not None, 'format', 'unknown loss')
    f, hs = c.plain(f, 'an objective'), read_residuals(c, residuals, loss)
    need('t' not in c.constant_terms.names, 'context', 'the name t is needed for phi')
    t = atom('variable', 't of phi')
    over_t = Scope({**c.constant_terms.names, 't': t})
    phi = Scope({**c.parameter_names, 't': t}).term(phi)
    need(not uses_sgn(phi), 'term', 'sgn in phi')
    norm = {'single': lambda: mul(sign_of(hs[0].nf), hs[0].nf), 'l2': lambda: root(square_sum(h.nf for h in hs), 2),
            'l1': lambda: sum_of([mul(sign_of(h.nf), h.nf) for h in hs])}[loss]()
    positive = Relation(single(t), '>')
    size, *more = [Term('^', (h, number(2))) if loss == 'l2' else Term('abs', (h,)) for h in hs]
    for h in more:
        size = Term('+', (size, h))
    composed = replaced(phi, {t: Term('sqrt', (size,)) if loss == 'l2' else size})
    need(not leaves_out_zeros(composed), 'obligation', 'a power in phi where t is 0')
    yield Obligation('identity', hypotheses(c, [f] + hs),
                     equals(add(f.nf, substitute(phi.nf, {t: norm}), -1)), False)
    yield Obligation('zero', c.base, equals(substitute(phi.nf, {t: {}})), False)
    increasing = c.base.plus(positive, *domain(phi))
    increasing = increasing.plus(*off_kinks([phi], increasing))
    yield Obligation('increasing', increasing, Relation(derivative(phi.nf, t), '>'), False, over_t)
    for k, r in enumerate(domain(phi)):
        yield Obligation('phi.%d' % (k + 1), c.base.plus(Relation(single(t), '>=')), r, False, over_t)
    smooth = distinct([r for h in hs for r in domain(h) + kinks(h)])
    for k, r in enumerate(smooth):
        yield Obligation('smooth.%d' % (k + 1), hypotheses(c, [f]), r, False)


CLASSES = ['semialgebraic', 'exponential', 'analytic']


def claim_tame(c, f, claimed):
    f = c.plain(f, 'an objective')
    need(claimed in CLASSES, 'format', 'unknown class')
    least = 0
    for t in walk([f]):
        if t.op in ('exp', 'log', 'tanh') or (t.op == '^' and t.mode[0] in ('power', 'ipower')):
            least = max(least, 1)
        if t.op in ('sin', 'cos'):
            least = 2
    need(CLASSES.index(claimed) >= least, 'obligation', 'f is not %s' % claimed)
    for k, r in enumerate(domain(f)):
        yield Obligation('domain.%d' % (k + 1), hypotheses(c, []), r, not leaves_out_zeros(f))
    for k, r in enumerate(kinks(f, roots_only=True)):
        yield Obligation('lipschitz.%d' % (k + 1), hypotheses(c, [f]), r, False)


def claim_minimum_zero(c, f, residual):
    f = c.plain(f, 'an objective')
    if residual is not None:
        c.plain(residual, 'a residual')
    yield Obligation('nonnegative', hypotheses(c, [f]), Relation(f.nf, '>='))


def check_attained(c, claim, attained):
    f = c.plain(claim['f'], 'an objective')
    if isinstance(attained, dict) and 'point' in attained:
        point, proof = fields(attained, ['point', 'proof'])
        value, = c.at(c.point(point), f)
        return prove(proof, c.base, equals(value.nf), c.scope)
    segment, zero, below, above = fields(attained, ['segment', 'zero', 'below', 'above'])
    ends = fields(segment, ['from', 'to'])
    need(claim['residual'] is not None, 'point', 'a segment needs a residual')
    h = c.plain(claim['residual'], 'a residual')
    need(not domain(h), 'point', 'the residual has domain conditions')
    for end, proof, s in ((ends[0], below, -1), (ends[1], above, 1)):
        value, = c.at(c.point(end), h)
        prove(proof, c.base, Relation(scale(value.nf, s), '>'), c.scope)
    hyps = c.base.plus(equals(h.nf))
    need(admissible(f, hyps), 'admissible', 'f where the residual vanishes')
    prove(zero, hyps, equals(f.nf), c.scope)


def no_kinks(relations, hyps):
    need(not any(sign(r.term, hyps) & ZERO for r in relations), 'obligation', 'a kink where a derivative is claimed')


def without_kinks(c, terms):
    no_kinks(kinks(*terms), with_domains(c.assume, *terms))


def leaves_out_zeros(term):
    return any(t.at_zero is None for t in walk([term]))


def off_kinks(terms, hyps):
    """The kinks that may be assumed away: v != 0 for a nonzero polynomial v in variables alone. Any other v may vanish
    on an open set, where the claim would be vacuous; of roots such kinks must hold by sign."""
    def thin(r):
        return r.nf and all(ATOMS[a][0] == 'variable' and k > 0 for m in r.nf for a, k in m)
    no_kinks([r for r in kinks(*terms, roots_only=True) if not thin(r)], hyps)
    return [r for r in kinks(*terms) if thin(r)]


def claim_full_rank(c, residuals):
    hs = read_residuals(c, residuals)
    without_kinks(c, hs)
    rows = [c.gradient(h.nf) for h in hs]
    yield Obligation('rank', hypotheses(c, hs, *[equals(h.nf) for h in hs]), Relation(gram_determinant(rows), '>'))


def fresh_directions(c, letter, count):
    """The variables r[1], ... or s[1], ... of the claim's own, entered into its scope."""
    fresh = {n: atom('variable', n) for n in ['%s[%d]' % (letter, j + 1) for j in range(count)]}
    c.scope = c.scope.extended(fresh)
    return [single(a) for a in fresh.values()]


def claim_critical_values(c, f, residuals, loss, level):
    need(loss is not None, 'format', 'unknown loss')
    f, hs = c.plain(f, 'an objective'), read_residuals(c, residuals, loss)
    without_kinks(c, hs)
    rows, values = [c.gradient(h.nf) for h in hs], [h.nf for h in hs]
    if loss == 'single':
        critical = [equals(p) for p in rows[0]] + [Relation(values[0], '!=')]
    else:
        # 0 = DF^T s with s = F (l2), or with s_j = sgn(h_j) off h_j = 0 and |s_j| <= 1 on it (l1).
        s = values if loss == 'l2' else fresh_directions(c, 's', len(hs))
        critical = [equals(dot(s, column)) for column in zip(*rows)]
        if loss == 'l1':
            critical += [equals(add(mul(a, v), mul(sign_of(v), v), -1)) for a, v in zip(s, values)]
            critical += [Relation(add(ONE, mul(a, a), -1), '>=') for a in s]
        critical.append(Relation(square_sum(values), '>'))
    named, goal = [f] + hs, 'false'
    if level != 'infinity':
        v = positive_term(c, level, 'the level')
        goal = Relation(add(f.nf, v.nf, -1), '>=')
    yield Obligation('level', hypotheses(c, named, *critical), goal)


def gradient_claim(op):
    def claim(c, f, g):
        f = c.plain(f, 'an objective')
        for i, p in enumerate(read_pieces(c, g)):
            hyps = hypotheses(c, [f, p.value], *p.when).plus(*off_kinks([f, p.value], with_domains(c.assume, f, p.value)))
            yield Obligation('piece.%d' % (i + 1), hyps, Relation(dot(c.gradient(p.value.nf), c.gradient(f.nf)), op))
    return claim


def kinks_of(c, p, cell, name):
    """g has no kink on this part of its cell where g > 0."""
    for k, r in enumerate(kinks(p.value)):
        hyps = hypotheses(c, [p.value], *cell).plus(equals(r.nf), Relation(p.value.nf, '>'))
        yield Obligation('%s.kink.%d' % (name, k + 1), hyps, 'false', False)


def claim_regularity(c, g):
    for i, p in enumerate(read_pieces(c, g)):
        name = 'piece.%d' % (i + 1)
        yield Obligation(name + '.nonnegative', hypotheses(c, [p.value], *p.when), Relation(p.value.nf, '>='))
        yield from kinks_of(c, p, p.when, name)


def limit_directions(c, hs, loss):
    """w = DF^T r of the second-order test, and what is known of r."""
    rows = [c.gradient(h.nf) for h in hs]
    if loss == 'single':
        return rows[0], []
    rs = fresh_directions(c, 'r' if loss == 'l2' else 's', len(hs))
    known = [Relation(square_sum(rs), '>')] if loss == 'l2' else [equals(add(mul(r, r), ONE, -1)) for r in rs]
    return [dot(rs, column) for column in zip(*rows)], known


def bends_of(c, hs, directions, p, cell, name):
    """The second-order test on this part of the cell of a piece."""
    w, known = directions
    v = p.value
    bend = dot(w, [dot(w, c.gradient(derivative(v.nf, x))) for x in c.xs])
    hyps = hypotheses(c, hs + [v], *cell).plus(*[equals(h.nf) for h in hs], *known, Relation(v.nf, '>'))
    rough = [r for r in kinks(v, roots_only=True) if sign(r.term, hyps) & ZERO]
    for k, r in enumerate(rough):
        yield Obligation('%s.kink.%d' % (name, k + 1), hyps.plus(equals(r.nf)), 'false', False)
    yield Obligation(name, hyps.plus(*rough), Relation(scale(bend, -1), '>'))


def claim_second_order(c, residuals, loss, g):
    need(loss is not None, 'format', 'unknown loss')
    hs = read_residuals(c, residuals, loss)
    without_kinks(c, hs)
    directions = limit_directions(c, hs, loss)
    for i, p in enumerate(read_pieces(c, g)):
        yield from bends_of(c, hs, directions, p, p.when, 'piece.%d' % (i + 1))


def claim_coercive(c, f, g):
    f = c.plain(f, 'an objective')
    yield Obligation('nonnegative', hypotheses(c, [f]), Relation(f.nf, '>='), False)
    for i, p in enumerate(read_pieces(c, g)):
        yield Obligation('piece.%d.nonnegative' % (i + 1), hypotheses(c, [p.value], *p.when),
                         Relation(p.value.nf, '>='), False)


def claim_boundary(c, f, g, level, at_wall=lambda *_: ()):
    f, below = c.plain(f, 'an objective'), []
    if level != 'infinity':
        v = positive_term(c, level, 'the level')
        below = [Relation(add(v.nf, f.nf, -1), '>')]
    for i, p in enumerate(read_pieces(c, g)):
        conditions = p.when + [r for r in domain(p.value)]
        for k, r in enumerate(conditions):
            name = 'piece.%d.%d' % (i + 1, k + 1)
            wall = list(at_wall(name, i, k, p, below))
            yield from wall
            if wall:
                continue
            n, d = cleared(p.value.nf)
            for q in (n, d):
                check_continuous(q)
            weak = [Relation(s.nf, '>=') for s in conditions if s is not r and s.op != '!=']
            hyps = hypotheses(c, []).plus(equals(r.nf), *weak, *below)
            yield Obligation(name + '.pole', hyps, equals(d), False)
            yield Obligation(name + '.numerator', hyps, Relation(n, '!='), False)


def claim_nonzero_directions(c, residuals):
    hs = read_residuals(c, residuals)
    without_kinks(c, hs)
    w, known = limit_directions(c, hs, 'l1')
    hyps = hypotheses(c, hs, *[equals(h.nf) for h in hs]).plus(*known)
    yield Obligation('nonzero', hyps, Relation(square_sum(w), '>'))


def affine(c, source):
    """The normal form of a function that is affine in the variables."""
    p = c.scope.term(source).nf
    for m in p:
        kinds = [ATOMS[a][0] for a, _ in m]
        need(all(kind in ('variable', 'parameter', 'constant') for kind in kinds), 'pieces', 'a wall must be affine')
        need(sum(k for a, k in m if a in c.xs) <= 1, 'pieces', 'a wall must be affine')
    return p


def claim_invariant_walls(c, f, residuals, loss, g, level, walls):
    need(loss is not None, 'format', 'unknown loss')
    hs = read_residuals(c, residuals, loss)
    without_kinks(c, hs)
    c.plain(f, 'an objective')
    cells, factors = read_pieces(c, g), {}
    for wall in listing(walls):
        piece, condition, parts = fields(wall, ['piece', 'condition', 'factors'])
        need(all(type(n) is int for n in (piece, condition)), 'format', 'a wall is given by numbers')
        need((piece, condition) not in factors, 'pieces', 'a wall is named twice')
        need(1 <= piece <= len(cells), 'pieces', 'a wall is no condition of a piece')
        need(1 <= condition <= len(cells[piece - 1].when), 'pieces', 'a wall is no condition of a piece')
        factors[piece, condition] = [affine(c, source) for source in listing(parts)]
    directions = limit_directions(c, hs, loss)

    def at_wall(name, i, k, p, below):
        if (i + 1, k + 1) not in factors:
            return
        parts, product = factors[i + 1, k + 1], ONE
        for part in parts:
            product = mul(product, part)
        need(is_zero(add(p.when[k].nf, product, -1)), 'pieces', 'a wall is the product of its factors')
        for a, part in enumerate(parts):
            for j, h in enumerate(hs):
                goal = equals(dot(c.gradient(part), c.gradient(h.nf)))
                yield Obligation('%s.tangent.%d.%d' % (name, a + 1, j + 1), hypotheses(c, hs, equals(part)), goal, False)
        cell = [Relation(r.nf, '=' if m == k else '>=' if (i + 1, m + 1) in factors else '>')
                for m, r in enumerate(p.when)] + below
        yield from kinks_of(c, p, cell, name)
        yield from bends_of(c, hs, directions, p, cell, name + '.second-order')

    yield from claim_boundary(c, f, g, level, at_wall)


def cleared(g):
    """g = n/d, both without 1/u and without |u|^e and u^e of an exponent that is negative by its sign."""
    n, d = clear(g)
    for _ in range(20):
        poles = [ATOMS[a] for m in n for a, _ in m if is_power(ATOMS[a], NEG)]
        if not poles:
            break
        factor = raised(poles[0][0], poles[0][1], scale(poles[0][2], -1))
        n, d = mul(n, factor), mul(d, factor)
    return n, d


def is_power(a, s):
    """Whether the atom is |u|^e or u^e with an exponent of that sign."""
    return a[0] in ('power', 'ipower') and exponent_sign(a[2]) == s


def check_continuous(p, inside=False):
    """N and D of a boundary obligation must be made of atoms that are continuous up to the boundary."""
    for m in p:
        for a, k in m:
            kind, *data = ATOMS[a]
            bad = kind in ('log', 'inverse') or k < 0 or ('power' in kind and not is_power(ATOMS[a], POS))
            need(not bad, 'obligation', 'boundary: %s in the cleared form of g' % kind)
            if data and isinstance(data[0], dict):
                check_continuous(data[0], True)


def apart(c, point):
    """The square of the distance to a point."""
    return square_sum(add(single(x), point[x].nf, -1) for x in c.xs)


def claim_solution_set(c, assume, equations, points):
    relations, es = [c.relation(r) for r in strings(assume)], [c.scope.term(e) for e in listing(equations)]
    ps = [c.point(p) for p in listing(points)]
    hyps = hypotheses(c, es, *relations)
    hyps = hyps.plus(*[equals(e.nf) for e in es], *[Relation(apart(c, p), '>') for p in ps])
    yield Obligation('complete', hyps, 'false')
    for j, p in enumerate(ps):
        for i, e in enumerate(c.at(p, *es)):
            yield Obligation('point.%d.equation.%d' % (j + 1, i + 1), c.base, equals(e.nf))
        for k, t in enumerate(c.at(p, *[r.term for r in relations])):
            yield Obligation('point.%d.assume.%d' % (j + 1, k + 1), c.base, Relation(t.nf, relations[k].op))


def sharpness_at_most(c, hs, loss, value):
    """The p such that the sharpness on F = 0 is at most the value where all p >= 0, less where all p > 0: the sharpness
    is |dh|^2, the largest |DF^T s|^2 over signs s (l1), or the largest eigenvalue of DF DF^T (l2)."""
    m, rows = len(hs), [c.gradient(h.nf) for h in hs]
    need(m <= 12, 'obligation', 'too many residuals')
    if loss == 'l2':
        g = [[add(value if i == j else {}, dot(a, b), -1) for j, b in enumerate(rows)] for i, a in enumerate(rows)]
        for k in range(1, 2 ** m):
            chosen = [i for i in range(m) if k >> i & 1]
            yield determinant([[g[i][j] for j in chosen] for i in chosen])
        return
    for k in range(2 ** (m - 1)):
        # s_1 = 1, and s_m changes first
        s = [-1 if k >> (m - 1 - i) & 1 else 1 for i in range(m)]
        yield add(value, square_sum(sum_of(scale(a, e) for a, e in zip(column, s)) for column in zip(*rows)), -1)


class Sharpness:
    """What says that the sharpness on F = 0 is nowhere below the value, and, given this, where it equals the value."""
    def __init__(self, c, residuals, loss, value, what):
        self.hs, value = read_residuals(c, residuals, loss), c.without_variables(value, what)
        need(loss is not None, 'format', 'unknown loss')
        without_kinks(c, self.hs)
        self.on_set = hypotheses(c, self.hs).plus(*[equals(h.nf) for h in self.hs])
        bounds = list(sharpness_at_most(c, self.hs, loss, value.nf))
        self.one = len(bounds) == 1
        if self.one:
            gap = scale(bounds[0], -1)
            self.least = [equals(gap)]
            self.minimal = Obligation('minimal', self.on_set, Relation(gap, '>='))
        else:
            self.least = [Relation(p, '>=') for p in bounds]
            self.minimal = Obligation('minimal', self.on_set.plus(*[Relation(p, '>') for p in bounds]), 'false')

    def goals(self, name, hyps, values=None):
        for k, r in enumerate(self.least):
            p = substitute(r.nf, values) if values is not None else r.nf
            yield Obligation(name if self.one else '%s.%d' % (name, k + 1), hyps, Relation(p, r.op))


def claim_flat_minima(c, residuals, loss, minimum, points):
    sharp = Sharpness(c, residuals, loss, minimum, 'the minimum')
    ps = [c.point(p) for p in listing(points)]
    need(ps, 'point', 'at least one point')
    yield sharp.minimal
    yield Obligation('complete', sharp.on_set.plus(*sharp.least, *[Relation(apart(c, p), '>') for p in ps]), 'false')
    for j, p in enumerate(ps):
        name = 'point.%d.residual' % (j + 1)
        for i, h in enumerate(c.at(p, *sharp.hs)):
            yield Obligation(name if len(sharp.hs) == 1 else '%s.%d' % (name, i + 1), c.base, equals(h.nf))
        yield from sharp.goals('point.%d.value' % (j + 1), c.base, {x: t.nf for x, t in p.items()})


def claim_no_flat_minimum(c, residuals):
    """The gradients of h and of |dh|^2 are nowhere parallel on h = 0."""
    hs = read_residuals(c, residuals)
    without_kinks(c, hs)
    need(len(hs) == 1, 'obligation', 'one residual')
    slope = c.gradient(hs[0].nf)
    goal = Relation(gram_determinant([slope, c.gradient(square_sum(slope))]), '>')
    yield Obligation('slope', hypotheses(c, hs, equals(hs[0].nf)), goal)


def read_description(c, value):
    terms = [c.scope.term(e) for e in listing(value)]
    need(terms, 'format', 'at least one equation')
    need(not any(uses_sgn(e) for e in terms), 'term', 'sgn in an equation')
    return terms


def described(hyps, description):
    """Each new equation follows from hyps, and is defined under them."""
    need(all(admissible(e, hyps) for e in description), 'point', 'an equation is not defined on the set')
    for k, e in enumerate(description):
        yield Obligation('described.%d' % (k + 1), hyps, equals(e.nf))


def witnessed(c, given, relations, equations, witness):
    """The set is not empty: a point, or a path on which all equations but the last vanish and that one changes sign."""
    if isinstance(witness, dict) and 'point' in witness:
        p = c.point(fields(witness, ['point'])[0])
        c.at(p, *given)
        for i, e in enumerate(c.at(p, *equations)):
            yield Obligation('point.equation.%d' % (i + 1), c.base, equals(e.nf))
        for k, t in enumerate(c.at(p, *[r.term for r in relations])):
            yield Obligation('point.assume.%d' % (k + 1), c.base, Relation(t.nf, relations[k].op))
        return
    path, start, end = fields(witness, ['path', 'from', 'to'])
    start, end = fraction(start), fraction(end)
    need('t' not in c.constant_terms.names, 'context', 'the name t is needed for the path')
    need(start < end, 'point', 'the path is empty')
    t = atom('variable', 't of path')
    over_t = Scope({**c.constant_terms.names, 't': t})
    coordinates = [over_t.term(text(source)) for source in fields(path, c.variables)]
    need(not any(uses_sgn(x) for x in coordinates), 'term', 'sgn in a path')
    values = dict(zip(c.xs, coordinates))
    hyps = c.base.plus(Relation(add(single(t), const(start), -1), '>='), Relation(add(const(end), single(t), -1), '>='))
    along = [replaced(e, values) for e in equations]
    cell = [replaced(r.term, values) for r in relations]
    for u in coordinates + [replaced(u, values) for u in given] + along + cell:
        need(admissible(u, hyps), 'point', 'a term is not defined on the path')
    for i, e in enumerate(along[:-1]):
        yield Obligation('path.equation.%d' % (i + 1), hyps, equals(e.nf), False, over_t)
    for k, u in enumerate(cell):
        yield Obligation('path.assume.%d' % (k + 1), hyps, Relation(u.nf, relations[k].op), False, over_t)
    for name, value, s in (('below', start, -1), ('above', end, 1)):
        there = replaced(along[-1], {t: number(value)})
        need(admissible(there, c.base), 'point', 'a term is not defined at an end of the path')
        yield Obligation('path.' + name, c.base, Relation(scale(there.nf, s), '>'), False)


def claim_described_set(c, assume, equations, description, witness):
    relations, es = [c.relation(r) for r in strings(assume)], [c.scope.term(e) for e in listing(equations)]
    ds = read_description(c, description)
    hyps = hypotheses(c, es, *relations)
    yield from described(hyps.plus(*[equals(e.nf) for e in es]), ds)
    for i, e in enumerate(es):
        yield Obligation('attained.%d' % (i + 1), hyps.plus(*[equals(d.nf) for d in ds]), equals(e.nf))
    yield from witnessed(c, es + [r.term for r in relations], relations, ds, witness)


def claim_flat_set(c, residuals, loss, minimum, equations, witness):
    sharp = Sharpness(c, residuals, loss, minimum, 'the minimum')
    es = read_description(c, equations)
    yield sharp.minimal
    yield from described(sharp.on_set.plus(*sharp.least), es)
    yield from sharp.goals('attained', sharp.on_set.plus(*[equals(e.nf) for e in es]))
    yield from witnessed(c, sharp.hs, [], sharp.hs + es, witness)


def claim_constant_sharpness(c, residuals, loss, value):
    sharp = Sharpness(c, residuals, loss, value, 'the value')
    if not sharp.one:
        yield sharp.minimal
    yield from sharp.goals('constant', sharp.on_set)


def claim_independent(c, quantities, point):
    cs, p = [c.scope.term(q) for q in listing(quantities)], c.point(point)
    need(cs, 'format', 'at least one quantity')
    c.at(p, *cs)
    for r in kinks(*cs):
        need(not sign(replaced(r.term, p), c.base) & ZERO, 'point', 'a kink at the point')
    values = {x: t.nf for x, t in p.items()}
    rows = [[substitute(d, values) for d in c.gradient(q.nf)] for q in cs]
    yield Obligation('rank', c.base, Relation(gram_determinant(rows), '>'), False)


def positive_term(c, source, what):
    t = c.without_variables(source, what)
    need(not sign(t, c.base) & ~POS, 'point', '%s must be positive' % what)
    return t


def claim_strict_minimum(c, f, g, point, radius):
    f, pieces, p = c.plain(f, 'an objective'), read_pieces(c, g), c.point(point)
    radius = positive_term(c, radius, 'radius')
    need(len(pieces) == 1 and not pieces[0].when, 'pieces', 'one piece without conditions only')
    piece = pieces[0]
    values = c.at(p, f, piece.value)
    yield Obligation('nonnegative', hypotheses(c, [f]), Relation(f.nf, '>='))
    yield Obligation('piece.1.nonnegative', hypotheses(c, [piece.value]), Relation(piece.value.nf, '>='))
    yield Obligation('value.f', c.base, equals(values[0].nf))
    yield Obligation('value.g', c.base, equals(values[1].nf))
    distance = apart(c, p)
    hyps = hypotheses(c, [f, piece.value]).plus(
        equals(f.nf), equals(piece.value.nf), Relation(distance, '>'),
        Relation(add(mul(radius.nf, radius.nf), distance, -1), '>'))
    yield Obligation('isolated', hyps, 'false')


def positive_where(c, name, t, terms, more):
    """name.k: the domain conditions of t; name: t > 0."""
    hyps = hypotheses(c, terms).plus(*more)
    for k, r in enumerate(domain(t)):
        yield Obligation('%s.%d' % (name, k + 1), hyps, r, False)
    yield Obligation(name, hypotheses(c, terms + [t]).plus(*more), Relation(t.nf, '>'), False)


def smooth_near(c, f, near):
    f, near = c.plain(f, 'an objective'), c.plain(near, 'near')
    without_kinks(c, [f])
    low = Relation(add(near.nf, f.nf, -1), '>')
    return f, near, c.gradient(f.nf), [Relation(f.nf, '>='), low], [Relation(f.nf, '>'), low]


def claim_subregularity(c, f, residuals, exponent, kappa, near):
    f, near, slope, around, off = smooth_near(c, f, near)
    hs, kappa = read_residuals(c, residuals), c.plain(kappa, 'kappa')
    e = power(square_sum(h.nf for h in hs), integer(exponent, 1, 100))
    yield from positive_where(c, 'near', near, [f] + hs, [])
    yield from positive_where(c, 'kappa', kappa, [f] + hs + [near], around)
    goal = add(mul(kappa.nf, square_sum(slope)), e, -1)
    yield Obligation('subregular', hypotheses(c, [f] + hs + [near, kappa]).plus(*off), Relation(goal, '>='), False)


def claim_decrease(c, f, g, beta, gamma, omega, near, step):
    f, near, slope, around, off = smooth_near(c, f, near)
    omega, step = c.plain(omega, 'omega'), c.plain(step, 'step')
    beta, gamma = integer(beta, 1, 100), integer(gamma, 0, 100)
    steep, length = square_sum(slope), atom('variable', 'tau[1]')
    tau, scope = single(length), c.scope.extended({'tau[1]': length})
    after = {x: add(single(x), mul(tau, d), -1) for x, d in zip(c.xs, slope)}
    small = Relation(add(step.nf, mul(power(tau, 2), steep), -1), '>=')
    rate = mul(power(tau, beta), power(root(steep, 2), beta + gamma))
    for i, p in enumerate(read_pieces(c, g)):
        name, here = 'piece.%d' % (i + 1), p.when + [Relation(p.value.nf, '>')]
        yield from positive_where(c, name + '.near', near, [f, p.value], here)
        yield from positive_where(c, name + '.omega', omega, [f, p.value, near], here + around)
        yield from positive_where(c, name + '.step', step, [f, p.value, near], here + around)
        moved = [Relation(substitute(r.nf, after), r.op) for r in p.when + domain(p.value)]
        hyps = hypotheses(c, [f, p.value, near, omega, step]).plus(*here, *off, Relation(tau, '>'), small, *moved)
        drop = add(p.value.nf, substitute(p.value.nf, after), -1)
        yield Obligation(name, hyps, Relation(add(drop, mul(omega.nf, rate), -1), '>='), False, scope)


def claim_projection(c, f, normal, point, radius, constant):
    f, p, radius = c.plain(f, 'an objective'), c.point(point), positive_term(c, radius, 'radius')
    without_kinks(c, [f])
    names = strings(normal)
    need(names and len(set(names)) == len(names) and set(names) <= set(c.variables), 'point', 'normal')
    xs = [x for v, x in zip(c.variables, c.xs) if v in names]
    need(all(is_zero(p[x].nf) for x in xs), 'point', 'the point does not lie on M')
    ball = Relation(add(mul(radius.nf, radius.nf), apart(c, p), -1), '>=')
    constant = positive_term(c, constant, 'constant')
    tangential = square_sum(derivative(f.nf, x) for x in c.xs if x not in xs)
    bound = mul(mul(constant.nf, square_sum(single(x) for x in xs)), square_sum(c.gradient(f.nf)))
    yield Obligation('projection', hypotheses(c, [f], ball), Relation(add(bound, tangential, -1), '>='), False)


class Flow:
    """The fields of a flow: for each one its components, as polynomials over atoms, and the terms it is made of."""

    def __init__(self, c, value):
        need(isinstance(value, dict), 'format', 'a flow was expected')
        if value.get('kind') == 'gradient':
            _, potentials, metric = fields(value, ['kind', 'potentials', 'metric'])
            phis = [c.plain(t, 'a flow') for t in listing(potentials)]
            weights = None if metric is None else [c.plain(t, 'a flow') for t in listing(metric, len(c.xs))]
            self.fields, self.terms = [c.gradient(p.nf) for p in phis], [[p] + (weights or []) for p in phis]
            if weights is not None:
                self.fields = [[mul(w.nf, d) for w, d in zip(weights, row)] for row in self.fields]
        else:
            need(value.get('kind') == 'heavy-ball', 'format', 'unknown kind of flow')
            self.heavy_ball(c, *fields(value, ['kind', 'potentials', 'time', 'positions', 'velocities', 'friction', 'fixed'])[1:])
        need(self.fields, 'format', 'a flow needs a potential')

    def heavy_ball(self, c, potentials, time, positions, velocities, friction, fixed):
        phis, mu = [c.plain(t, 'a flow') for t in listing(potentials)], c.plain(friction, 'a flow')
        names, known = [text(time)] + strings(positions) + strings(velocities), dict(zip(c.variables, c.xs))
        need(len(positions) == len(velocities) > 0, 'context', 'as many velocities as positions')
        need(sorted(names) == sorted(c.variables), 'context', 'the variables are the time, the positions, the velocities')
        need(isinstance(fixed, bool), 'format', 'fixed')
        need(phis and (len(phis) == 1 or not fixed), 'format', 'the number of potentials')
        at, vs = [known[n] for n in positions], [known[n] for n in velocities]
        for t, allowed in [(p, at) for p in phis] + [(mu, [known[time]])]:
            used = {s.mode for s in walk([t]) if s.op == 'name' and ATOMS[s.mode][0] == 'variable'}
            need(used <= set(allowed), 'context', 'a variable that may not occur in a potential or the friction')
        drift = dict(zip(at, map(single, vs)))
        drift[known[time]] = ONE
        drift.update((v, scale(mul(mu.nf, single(v)), -1)) for v in vs)
        kicks = [{v: derivative(p.nf, x) for x, v in zip(at, vs)} for p in phis]
        if fixed:
            drift.update((v, add(drift[v], kicks[0][v], -1)) for v in vs)
            kicks, self.terms = [], [[mu, phis[0]]]
        else:
            self.terms = [[mu]] + [[p] for p in phis]
        self.fields = [[field.get(x, {}) for x in c.xs] for field in [drift] + kicks]


def claim_first_integral(c, flow, quantity):
    flow, law = Flow(c, flow), c.plain(quantity, 'a law')
    slope = c.gradient(law.nf)
    for j, (field, own) in enumerate(zip(flow.fields, flow.terms)):
        hyps = hypotheses(c, own + [law])
        hyps = hyps.plus(*off_kinks(own + [law], hyps))
        yield Obligation('field.%d' % (j + 1), hyps, equals(dot(slope, field)))


STRICTLY = {'!=': NEG | POS, '>=': POS, '>': POS, '=': 0}


def strictly(relations, hyps):
    return all(not sign(r.term, hyps) & ~STRICTLY[r.op] for r in relations)


def defined_near(terms, point, hyps):
    """All domain conditions hold at the point (atom -> term) with their signs, and so near it."""
    there = [replaced(t, point) for t in terms]
    return strictly(domain(*point.values()) + domain(*there), hyps)


def check_defined_somewhere(c, claim, point):
    terms = [t for own in Flow(c, claim['flow']).terms for t in own] + [c.plain(claim['quantity'], 'a law')]
    if point is None:
        need(not domain(*terms), 'point', 'a point is needed where the law is defined')
    else:
        values = {x: c.constant_terms.term(t) for x, t in zip(c.xs, point_fields(point, c.variables))}
        need(defined_near(terms, values, c.base), 'point', 'the law need not be defined near the point')


def point_fields(point, names):
    need(isinstance(point, dict) and set(point) == set(names), 'point', 'a value for each of %s' % ', '.join(names))
    return [point[n] for n in names]


def interior(c, values):
    """What is assumed holds strictly for these values of the parameters (atom -> term): they vary freely nearby."""
    need(defined_near([r.term for r in c.assume], values, Hypotheses()) and
         strictly([Relation(replaced(r.term, values), r.op) for r in c.assume], Hypotheses()),
         'point', 'the parameters need not be inside what is assumed of them')


class Modular:
    """Residues modulo m for parameters, and the terms of polynomials in the variables with such coefficients."""

    def __init__(self, c, modulus, given, names):
        self.m = integer(modulus, 2, (1 << 26) - 1)
        values = [fraction(v) if isinstance(v, str) else Fraction(integer(v, -1 << 52, 1 << 52))
                  for v in point_fields(given, names)]
        self.values = {c.scope.names[n]: v.numerator * self.unit(v.denominator) % self.m for n, v in zip(names, values)}
        interior(c, {c.scope.names[n]: number(v) for n, v in zip(names, values) if n in c.parameters})

    def unit(self, a):
        try:
            return pow(a, -1, self.m)
        except ValueError:
            raise Refuse('count', 'not invertible modulo %d' % self.m)

    def terms(self, p, indices):
        """[(indices of the variables in order, coefficient)] of a polynomial in the variables with these indices."""
        out = []
        for monomial, q in p.items():
            coefficient, places = q.numerator * self.unit(q.denominator), []
            for a, k in monomial:
                kind, *data = ATOMS[a]
                if a in indices and k > 0:
                    places += [indices[a]] * k
                    continue
                if kind == 'inverse':
                    inner = self.terms(data[0], indices)
                    need(not any(i for i, _ in inner), 'term', 'a variable in a denominator')
                    value = self.unit(sum(v for _, v in inner))
                else:
                    need(kind == 'parameter', 'term', '%s in a flow or a law' % kind)
                    value = self.values[a]
                coefficient *= pow(value if k > 0 else self.unit(value), abs(k), self.m)
            work(1 + len(places) // 8)
            out.append((tuple(sorted(places)), coefficient % self.m))
        return out

    def fields(self, c, flow):
        """For each field [(component, indices, coefficient)], its components times their denominators."""
        n, indices, out = len(c.xs), {x: i for i, x in enumerate(c.xs)}, []
        marks = [atom('variable', 'mark %d' % i) for i in range(n)]
        for field in flow.fields:
            total = sum_of(mul(single(a), p) for a, p in zip(marks, field))
            terms = self.terms(clear(total)[0], {**indices, **{a: n + i for i, a in enumerate(marks)}})
            out.append([(places[-1] - n, places[:-1], v) for places, v in terms])
        return out

    def rank(self, rows, enough):
        """How many rows (column -> residue) are independent, at most `enough`; every pivot must be invertible."""
        pivots = {}
        for row in rows:
            if len(pivots) >= enough:
                break
            row = {k: v % self.m for k, v in row.items()}
            columns = sorted(row)
            while columns:
                k = heapq.heappop(columns)
                v = row.pop(k)
                if not v:
                    continue
                if k not in pivots:
                    inverse_of = self.unit(v)
                    pivots[k] = [(j, w * inverse_of % self.m) for j, w in row.items() if w]
                    break
                work(1 + len(pivots[k]) // 8)
                for j, w in pivots[k]:
                    if j not in row:
                        row[j] = 0
                        heapq.heappush(columns, j)
                    row[j] = (row[j] - v * w) % self.m
        return len(pivots)


# A nested dual number is an integer or a pair (a, b) of nested dual numbers of the same kind: a + b*epsilon.
def dual_sum(a, b, m, factor=1):
    if isinstance(a, tuple):
        return dual_sum(a[0], b[0], m, factor), dual_sum(a[1], b[1], m, factor)
    return (a + factor * b) % m


def dual_product(a, b, m):
    if isinstance(a, tuple):
        low, left, right = dual_product(a[0], b[0], m), dual_product(a[0], b[1], m), dual_product(a[1], b[0], m)
        return low, dual_sum(left, right, m)
    return a * b % m


def dual_number(value, like):
    return (dual_number(value, like[0]), dual_number(0, like[1])) if isinstance(like, tuple) else value


MAX_BRACKETS = 12


def read_tree(tree, count, depth=1):
    if not isinstance(tree, list):
        return integer(tree, 0, count - 1)
    need(len(tree) == 2, 'format', 'a bracket of two')
    need(depth < MAX_BRACKETS, 'count', 'brackets nested too deeply')
    return [read_tree(t, count, depth + 1) for t in tree]


def tree_value(tree, x, fields_there, m):
    """The components of a bracket at x: [X, Y] = DY X - DX Y."""
    if isinstance(tree, int):
        out = [dual_number(0, a) for a in x]
        for component, places, v in fields_there[tree]:
            value, size, like = dual_number(v, x[0]), 1, x[0]
            while isinstance(like, tuple):
                like, size = like[0], size * 3
            work(1 + len(places) * size // 4)
            for i in places:
                value = dual_product(x[i], value, m)
            out[component] = dual_sum(out[component], value, m)
        return out
    first = tree_value(tree[0], x, fields_there, m)
    second = tree_value(tree[1], list(zip(x, first)), fields_there, m)
    back = tree_value(tree[0], [(a, b[0]) for a, b in zip(x, second)], fields_there, m)
    return [dual_sum(b[1], d[1], m, -1) for b, d in zip(second, back)]


MOST_COUNT, MOST_DEGREE, MOST_MONOMIALS = 1_000_000, 100, 50_000


def claim_law_bound(c, flow, at_most):
    Flow(c, flow)
    integer(at_most, 0, len(c.xs))
    return []


def check_lie_rank(c, claim, prime, point, brackets):
    modular = Modular(c, prime, point, c.variables + c.parameters)
    there = modular.fields(c, Flow(c, claim['flow']))
    needed = len(c.xs) - integer(claim['atMost'], 0, len(c.xs))
    trees = [read_tree(t, len(there)) for t in listing(brackets)]
    need(len(trees) == needed, 'count', '%d brackets are needed' % needed)
    x = [modular.values[a] for a in c.xs]
    rows = [dict(enumerate(tree_value(t, x, there, modular.m))) for t in trees]
    need(modular.rank(rows, needed) >= needed, 'count', 'the brackets are dependent')


def claim_local_laws(c, flow, at_least):
    Flow(c, flow)
    integer(at_least, 0, len(c.xs))
    return []


def bracket_of(c, x, y):
    def along(p, v):
        return dot(c.gradient(p), v)
    return [add(along(q, x), along(p, y), -1) for p, q in zip(x, y)]


def plain_polynomial(c, source):
    p = c.scope.term(source).nf
    for a, k in (f for m in p for f in m):
        kind, *data = ATOMS[a]  # all values of an integer might be zeros of the polynomial
        need(k > 0 and (kind == 'variable' or (kind == 'parameter' and not data[1])), 'term', 'not a polynomial')
    return p


def check_involutive(c, claim, point, basis, spans, brackets):
    flow, n = Flow(c, claim['flow']), len(c.xs)
    terms = [t for own in flow.terms for t in own]
    need(not kinks(*terms), 'obligation', 'the flow may have kinks')
    names = c.variables + c.parameters
    values = {c.scope.names[v]: c.closed.term(t) for v, t in zip(names, point_fields(point, names))}
    interior(c, {a: t for a, t in values.items() if ATOMS[a][0] == 'parameter'})
    need(defined_near(terms, values, Hypotheses()), 'point', 'the flow need not be defined near the point')

    def basis_field(value):
        if isinstance(value, dict):
            components, = fields(value, ['components'])
            return [plain_polynomial(c, t) for t in listing(components, n)]
        tree = read_tree(value, len(flow.fields))

        def field(t):
            return flow.fields[t] if isinstance(t, int) else bracket_of(c, field(t[0]), field(t[1]))
        return field(tree)

    def spanned(value, field):
        times, combination = fields(value, ['times', 'combination'])
        factor, weights = plain_polynomial(c, times), [plain_polynomial(c, t) for t in listing(combination, len(bs))]
        need(factor, 'count', 'a field times 0')
        for i, p in enumerate(field):
            total = sum_of(mul(w, b[i]) for w, b in zip(weights, bs))
            need(is_zero(add(mul(factor, p), total, -1)), 'identity', 'a field is not the combination')

    bs = [basis_field(b) for b in listing(basis)]
    need(len(bs) == n - integer(claim['atLeast'], 0, n), 'count', 'the number of fields in the basis')
    for field, span, row in zip(flow.fields, listing(spans, len(flow.fields)), listing(brackets, len(flow.fields))):
        spanned(span, field)
        for b, value in zip(bs, listing(row, len(bs))):
            spanned(value, bracket_of(c, field, b))


def claim_polynomial_laws_bound(c, flow, degree, at_most):
    Flow(c, flow)
    integer(degree, 0, MOST_DEGREE), integer(at_most, 0, MOST_COUNT)
    return []


def check_polynomial_bound(c, claim, prime, parameters):
    modular = Modular(c, prime, parameters, c.parameters)
    n, degree, at_most = len(c.xs), int(claim['degree']), int(claim['atMost'])
    total = 1
    for k in range(1, min(n, degree) + 1):
        total = total * (max(n, degree) + k) // k
        if total > MOST_MONOMIALS + 1:
            break
    total -= 1
    need(total <= MOST_MONOMIALS, 'count', 'too many monomials')
    by_component, rows = [[] for _ in range(n)], []
    for j, field in enumerate(modular.fields(c, Flow(c, claim['flow']))):
        for component, places, v in field:
            by_component[component].append((j, places, v))
    columns = {}
    for size in range(1, degree + 1):
        for monomial in itertools.combinations_with_replacement(range(n), size):
            row = {}
            for i in set(monomial):
                rest, times = list(monomial), monomial.count(i)
                rest.remove(i)
                for j, places, v in by_component[i]:
                    work(1 + (len(rest) + len(places)) // 8)
                    key = (j,) + tuple(sorted(rest + list(places)))
                    column = columns.setdefault(key, len(columns))
                    row[column] = row.get(column, 0) + times * v
            rows.append(row)
    rank = modular.rank(rows, total - at_most)
    need(rank >= total - at_most, 'count', 'the rank is %d of %d' % (rank, total))


def claim_linearly_independent(c, quantities, degree):
    for q in strings(quantities):
        c.plain(q, 'a law')
    integer(degree, 0, MOST_DEGREE)
    return []


def check_linear_independence(c, claim, prime, parameters):
    modular, rows = Modular(c, prime, parameters, c.parameters), []
    for q in claim['quantities']:
        terms = modular.terms(c.scope.term(q).nf, {x: i for i, x in enumerate(c.xs)})
        need(all(len(places) <= claim['degree'] for places, _ in terms), 'count', 'a degree is too large')
        row = {}
        for places, v in terms:
            if places:
                row[places] = row.get(places, 0) + v
        rows.append(row)
    need(modular.rank(rows, len(rows)) == len(rows), 'count', 'the quantities are dependent')


COUNTS = {
    'law-bound': ('lie-rank', ['prime', 'point', 'brackets'], check_lie_rank),
    'local-laws': ('involutive', ['point', 'basis', 'fields', 'brackets'], check_involutive),
    'polynomial-laws-bound': ('modular-rank', ['prime', 'parameters'], check_polynomial_bound),
    'linearly-independent': ('modular-rank', ['prime', 'parameters'], check_linear_independence),
}


def check_count(c, claim, count):
    kind, names, check = COUNTS[claim['claim']]
    need(isinstance(count, dict) and count.get('kind') == kind, 'format', 'the certificate must be of kind %s' % kind)
    check(c, claim, *fields(count, ['kind'] + names)[1:])


CLAIMS = {
    'relation': (['assume', 'goal'], claim_relation),
    'structure': (['f', 'residuals', 'loss', 'phi'], claim_structure),
    'tame': (['f', 'class'], claim_tame),
    'minimum-zero': (['f', 'residual'], claim_minimum_zero),
    'full-rank': (['residuals'], claim_full_rank),
    'critical-values': (['f', 'residuals', 'loss', 'level'], claim_critical_values),
    'conserved': (['f', 'g'], gradient_claim('=')),
    'lyapunov': (['f', 'g'], gradient_claim('>=')),
    'regularity-of-g': (['g'], claim_regularity),
    'second-order': (['residuals', 'loss', 'g'], claim_second_order),
    'coercive': (['f', 'g'], claim_coercive),
    'boundary': (['f', 'g', 'level'], claim_boundary),
    'nonzero-directions': (['residuals'], claim_nonzero_directions),
    'invariant-walls': (['f', 'residuals', 'loss', 'g', 'level', 'walls'], claim_invariant_walls),
    'solution-set': (['assume', 'equations', 'points'], claim_solution_set),
    'flat-minima': (['residuals', 'loss', 'minimum', 'points'], claim_flat_minima),
    'described-set': (['assume', 'equations', 'description', 'witness'], claim_described_set),
    'flat-set': (['residuals', 'loss', 'minimum', 'equations', 'witness'], claim_flat_set),
    'constant-sharpness': (['residuals', 'loss', 'value'], claim_constant_sharpness),
    'no-flat-minimum': (['residuals'], claim_no_flat_minimum),
    'independent': (['quantities', 'point'], claim_independent),
    'strict-minimum': (['f', 'g', 'point', 'radius'], claim_strict_minimum),
    'subregularity': (['f', 'residuals', 'exponent', 'kappa', 'near'], claim_subregularity),
    'decrease': (['f', 'g', 'beta', 'gamma', 'omega', 'near', 'step'], claim_decrease),
    'projection-formula': (['f', 'normal', 'point', 'radius', 'constant'], claim_projection),
    'first-integral': (['flow', 'quantity'], claim_first_integral),
    'law-bound': (['flow', 'atMost'], claim_law_bound),
    'local-laws': (['flow', 'atLeast'], claim_local_laws),
    'polynomial-laws-bound': (['flow', 'degree', 'atMost'], claim_polynomial_laws_bound),
    'linearly-independent': (['quantities', 'degree'], claim_linearly_independent),
}


# ---------------------------------------------------------------- coercivity
ABOVE, BELOW, AWAY = 1, 2, 4


class Judgments:
    """What is known of terms on {f <= C, g <= C}, C arbitrary; away means >= some delta > 0, so below."""

    def __init__(self):
        self.made = []

    def judge(self, p, flags):
        self.made.append((p, flags | BELOW if flags & AWAY else flags))

    def of(self, p):
        out = 0
        for q, flags in self.made:
            if flags & ~out and (p == q or is_zero(add(p, q, -1))):
                out |= flags
        if len(p) == 1:
            (m, c), = p.items()
            if c == 1 and len(m) == 1 and ATOMS[m[0][0]][0] == 'exp' and self.of(ATOMS[m[0][0]][1]):
                out |= BELOW
        return out

    def has(self, p, flags):
        return not flags & ~self.of(p)

    def require(self, p, flags, what):
        need(self.has(p, flags), 'chain', what)


def check_argument(argument, c, f, g, hyps, depth=0):
    need(isinstance(argument, dict) and depth < MAX_PROOF_DEPTH, 'format', 'an argument was expected')
    if argument.get('kind') == 'split':
        _, on, cells = fields(argument, ['kind', 'on', 'cells'])
        for inner, body in cells_of(on, cells, 'argument', hyps, c.scope):
            check_argument(body, c, f, g, inner, depth + 1)
        return
    kind, steps = fields(argument, ['kind', 'steps'])
    need(kind == 'chain', 'format', 'unknown kind of argument')
    known = Judgments()
    known.judge(f, ABOVE | BELOW)
    known.judge(g, ABOVE | BELOW)
    for step in listing(steps):
        need(isinstance(step, dict) and isinstance(step.get('rule'), str) and step['rule'] in RULES, 'format',
             'unknown rule')
        names, rule = RULES[step['rule']]
        rule(*fields(step, ['rule'] + names)[1:], Step(c, f, g, hyps, known))
    for name, x in zip(c.variables, c.xs):
        known.require(single(x), ABOVE | BELOW, '%s is not shown to be bounded' % name)


class Step:
    """What a rule of a chain may use."""

    def __init__(self, c, f, g, hyps, known):
        self.c, self.f, self.g, self.hyps, self.known = c, f, g, hyps, known

    def term(self, source):
        return usable(source, self.c.scope, self.hyps).nf

    def prove(self, proof, p, op):
        prove(proof, self.hyps, Relation(p, op), self.c.scope)

    def placeholders(self, using):
        """Placeholder atoms and what they stand for, and the scope of the polynomials in them."""
        need(isinstance(using, dict), 'format', 'using')
        parameters = self.c.parameter_names
        for name in using:
            need(is_name(name) and name not in parameters, 'chain',
                 'placeholder %s' % name[:40])
        atoms = {n: atom('placeholder', n) for n in using}
        return {atoms[n]: self.term(t) for n, t in using.items()}, Scope({**parameters, **atoms})


def polynomial(scope, source):
    t = scope.term(source)
    for s in walk([t]):
        fine = s.op in ('num', 'name', '+', '-', '*', 'neg') or (s.op == '/' and rational(s.args[1].nf) is not None) \
            or (s.op == '^' and s.mode[0] == 'integer' and s.mode[1] >= 0)
        need(fine, 'chain', '%s is not a polynomial' % t_text(source))
    return t.nf


def nonnegative_coefficients(p, allowed):
    return all(c > 0 and all(a in allowed for a, _ in m) for m, c in p.items())


def rule_growth(term, k, bound, proof, s):
    u, fg = s.term(term), {atom('placeholder', 'F'): s.f, atom('placeholder', 'G'): s.g}
    need(integer(k, 2, MAX_EXPONENT) % 2 == 0, 'chain', 'the power must be even')
    b = polynomial(Scope({'F': atom('placeholder', 'F'), 'G': atom('placeholder', 'G')}), bound)
    need(nonnegative_coefficients(b, fg), 'chain', 'the bound has negative coefficients')
    s.prove(proof, add(substitute(b, fg), power(u, k), -1), '>=')
    s.known.judge(u, ABOVE | BELOW)


def rule_compare(term, kind, by, using, proof, s):
    u, (values, scope) = s.term(term), s.placeholders(using)
    b = polynomial(scope, by)
    need(kind in ('above', 'below', 'away'), 'format', 'compare: above, below or away')
    for p in values.values():
        s.known.require(p, AWAY if kind == 'away' else ABOVE | BELOW, 'a placeholder is not %s' %
                        ('away' if kind == 'away' else 'bounded'))
    need(kind != 'away' or (b and nonnegative_coefficients(b, values)), 'chain',
         'away needs a nonzero polynomial with nonnegative coefficients')
    gap = add(substitute(b, values), u, -1)
    s.prove(proof, gap if kind == 'above' else scale(gap, -1), '>=')
    s.known.judge(u, {'above': ABOVE, 'below': BELOW, 'away': AWAY}[kind])


def rule_integral(term, coefficients, using, s):
    u, (values, scope) = s.term(term), s.placeholders(using)
    for p in values.values():
        s.known.require(p, ABOVE | BELOW, 'a placeholder is not bounded')
    need(listing(coefficients), 'chain', 'a monic equation of degree 0')
    total = ONE
    for source in coefficients:
        total = add(mul(total, u), substitute(polynomial(scope, source), values))
    need(is_zero(total), 'identity', 'the monic equation does not hold')
    s.known.judge(u, ABOVE | BELOW)


def positive_factor(source):
    k = fraction(source)
    need(k > 0, 'chain', 'the factor must be positive')
    return k


def follow(s, p, q, moves):
    """From what is known of p to what follows for q; at least one of the moves must apply."""
    flags = s.known.of(p)
    found = [then for known, then in moves if flags & known]
    need(found, 'chain', 'nothing is known of the argument')
    for then in found:
        s.known.judge(q, then)


THROUGH_EXP, THROUGH_LOG = [(ABOVE, ABOVE), (BELOW, AWAY)], [(ABOVE, ABOVE), (AWAY, BELOW)]


def rule_exp(of, factor, s):
    u = s.term(of)
    follow(s, u, exponential(scale(u, positive_factor(factor))), THROUGH_EXP)


def rule_exp_inverse(of, factor, s):
    u = s.term(of)
    follow(s, exponential(scale(u, positive_factor(factor))), u, THROUGH_LOG)


def positive_argument(of, s):
    t = usable(of, s.c.scope, s.hyps)
    need(not sign(t, s.hyps) & ~POS, 'sign', 'the logarithm needs a positive argument')
    return t.nf


def rule_log(of, s):
    u = positive_argument(of, s)
    follow(s, u, logarithm(u), THROUGH_LOG)


def rule_log_inverse(of, s):
    u = positive_argument(of, s)
    follow(s, logarithm(u), u, THROUGH_EXP)


def rule_quotient(term, by, proof, s):
    u, w = s.term(term), s.term(by)
    s.known.require(mul(u, w), ABOVE, 'the product is not bounded above')
    s.known.require(w, AWAY, 'the divisor is not away from 0')
    s.prove(proof, u, '>=')
    s.known.judge(u, ABOVE | BELOW)


def rule_product(term, by, s):
    u, w = s.term(term), s.term(by)
    s.known.require(u, AWAY, 'a factor is not away from 0')
    s.known.require(w, AWAY, 'a factor is not away from 0')
    s.known.judge(mul(u, w), AWAY)


def rule_reciprocal(of, proof, s):
    u = s.term(of)
    s.prove(proof, u, '>')
    follow(s, u, inverse(u), [(AWAY, ABOVE | BELOW), (ABOVE, AWAY)])


def rule_power(of, exponent, proof, s):
    u, e = usable(of, s.c.scope, s.hyps), usable(exponent, s.c.scope, s.hyps)
    size = Term('abs', (u,))
    whole = Term('^', (size, e))
    if whole.mode[0] == 'ipower':
        whole = Term('^', (u, e))
        even = all(c % 2 == 0 for c in e.nf.values())
        need(even or not sign(u, s.hyps) & ~POS, 'chain', 'the power may be negative')
    need(admissible(whole, s.hyps), 'admissible', 'the power is not defined')
    s.prove(proof, e.nf, '>')
    moves = [(whole, ABOVE, u, ABOVE | BELOW), (u, ABOVE | BELOW, whole, ABOVE | BELOW),
             (size, AWAY, whole, AWAY), (whole, AWAY, size, AWAY)]
    found = [(q, then) for p, flags, q, then in moves if s.known.has(p.nf, flags)]
    need(found, 'chain', 'nothing is known of the base or the power')
    for q, then in found:
        s.known.judge(q.nf, then)


def rule_constant(term, s):
    t = usable(term, s.c.scope, s.hyps)
    need(not uses_variables(t), 'chain', 'the constant contains a variable')
    s.known.judge(t.nf, ABOVE | BELOW | (0 if sign(t, s.hyps) & ~POS else AWAY))


RULES = {
    'growth': (['term', 'power', 'bound', 'proof'], rule_growth),
    'compare': (['term', 'is', 'by', 'using', 'proof'], rule_compare),
    'integral': (['term', 'coefficients', 'using'], rule_integral),
    'exp': (['of', 'factor'], rule_exp),
    'exp-inverse': (['of', 'factor'], rule_exp_inverse),
    'log': (['of'], rule_log),
    'log-inverse': (['of'], rule_log_inverse),
    'quotient': (['term', 'by', 'proof'], rule_quotient),
    'product': (['term', 'by'], rule_product),
    'reciprocal': (['of', 'proof'], rule_reciprocal),
    'power': (['of', 'exponent', 'proof'], rule_power),
    'constant': (['term'], rule_constant),
}


# ---------------------------------------------------------------- refutations
def closed_term(c, source):
    t = c.closed.term(source)
    need(admissible(t, Hypotheses()), 'point', 'a value need not be defined')
    return t


def parameter_values(c, given):
    out = {}
    for name, source in zip(c.parameters, fields(given, c.parameters)):
        a, t = c.scope.names[name], closed_term(c, source)
        q = rational(t.nf)
        need(not ATOMS[a][2] or (q is not None and q.denominator == 1), 'point', '%s must be an integer' % name)
        out[a] = t
    return out


def check_refutation(claim, c, certificate):
    _, name, point = fields(certificate, ['outcome', 'obligation', 'point'], ['constants'])
    found = [o for o in obligations(claim, c) if o.name == name]
    need(found, 'obligation', 'there is no obligation %s' % str(name)[:40])
    o = found[0]
    need(o.refutable, 'obligation', '%s cannot be refuted by a point' % name)
    parameters = set(c.parameters)
    variables = [n for n, a in c.scope.names.items() if ATOMS[a][0] == 'variable']
    fields(point, variables + c.parameters)
    values = {c.scope.names[v]: closed_term(c, point[v]).nf for v in variables}
    fixed = parameter_values(c, {n: v for n, v in point.items() if n in parameters})
    values.update({a: t.nf for a, t in fixed.items()})
    try:
        for r in o.hyps.relations:
            need(decided(substitute(r.nf, values), r.op), 'point', 'a hypothesis does not hold at the point')
        if o.goal != 'false':
            need(decided(substitute(o.goal.nf, values), o.goal.op) is False, 'point', 'the goal is not refuted')
    except Refuse as e:
        raise e if e.reason != 'term' else Refuse('point', 'something is not defined at the point')


def check_curve(claim, c, certificate):
    _, piece, name, start, curve, values, bound, proofs = fields(
        certificate, ['outcome', 'piece', 'parameter', 'from', 'curve', 'values', 'bound', 'proofs'], ['constants'])
    pieces, f = read_pieces(c, claim['g']), c.plain(claim['f'], 'an objective')
    piece = pieces[integer(piece, 1, len(pieces)) - 1]
    need(name == 't' and name not in c.constant_terms.names, 'curve', 'the parameter of the curve is t')
    start, bound = fraction(start), closed_term(c, bound)
    need(start > 0, 'curve', 'the curve must start at a positive number')
    fixed, t = parameter_values(c, values), atom('variable', 't of the curve')
    scope = c.closed.extended({'t': t})
    hyps = Hypotheses([Relation(add(single(t), const(start), -1), '>='), Relation(single(t), '>')])
    along = dict(fixed)
    for x, source in zip(c.xs, fields(curve, c.variables)):
        along[x] = usable(source, scope, hyps)
    for r in c.assume:
        there = replaced(r.term, along)
        need(admissible(there, Hypotheses()) and decided(there.nf, r.op), 'curve', 'an assumption does not hold')
    domains = [Relation(replaced(r.term, along), r.op) for r in piece.when + domain(f) + domain(piece.value)]
    f_there, g_there = replaced(f, along), replaced(piece.value, along)
    goals = {'domain.%d' % (k + 1): r for k, r in enumerate(domains)}
    goals['f'] = Relation(add(bound.nf, f_there.nf, -1), '>=')
    goals['g'] = Relation(add(bound.nf, g_there.nf, -1), '>=')
    goals['unbounded'] = Relation(add(square_sum(along[x].nf for x in c.xs), single(t), -1), '>=')
    for key, proof in zip(goals, fields(proofs, list(goals))):
        prove(proof, hyps, goals[key], scope)
        if key.startswith('domain'):
            hyps = hyps.plus(goals[key])


# ---------------------------------------------------------------- entries and files
def obligations(claim, c):
    names, make = CLAIMS[claim['claim']]
    return list(make(c, *[claim[n] for n in names]))


def check_entry(entry):
    """The name of the claim and how it was settled; Refuse otherwise."""
    forget()
    claim, certificate = fields(entry, ['claim', 'certificate'])
    need(isinstance(claim, dict) and isinstance(claim.get('claim'), str), 'format', 'a claim needs a name')
    need(claim['claim'] in CLAIMS, 'format', 'unknown claim')
    name = claim['claim']
    fields(claim, ['claim', 'context'] + CLAIMS[name][0])
    need(isinstance(certificate, dict) and 'outcome' in certificate, 'format', 'a certificate needs an outcome')
    if certificate['outcome'] == 'refuted':
        c = Context(claim['context'], certificate.get('constants'))
        if name == 'coercive' and 'curve' in certificate:
            check_curve(claim, c, certificate)
        else:
            check_refutation(claim, c, certificate)
        return 'refuted'
    need(certificate['outcome'] == 'proved', 'format', 'unknown outcome')
    extra = {'minimum-zero': ['attained'], 'coercive': ['arguments'], 'first-integral': ['point'],
             **{form: ['count'] for form in COUNTS}}.get(name, [])
    fields(certificate, ['outcome', 'proofs'] + extra)
    c = Context(claim['context'])
    shown = obligations(claim, c)
    need(isinstance(certificate['proofs'], dict), 'format', 'proofs')
    for o in shown:
        need(o.name in certificate['proofs'], 'obligation', 'no proof of %s' % o.name)
    for key in certificate['proofs']:
        need(any(o.name == key for o in shown), 'obligation', 'there is no obligation %s' % key[:40])
    for o in shown:
        try:
            prove(certificate['proofs'][o.name], o.hyps, o.goal, o.scope or c.scope)
        except Refuse as e:
            raise Refuse(e.reason, '%s: %s' % (o.name, e.detail))
    if name == 'minimum-zero':
        check_attained(c, claim, certificate['attained'])
    if name == 'first-integral':
        check_defined_somewhere(c, claim, certificate['point'])
    if name in COUNTS:
        check_count(c, claim, certificate['count'])
    if name == 'coercive':
        f, pieces = c.plain(claim['f'], 'an objective'), read_pieces(c, claim['g'])
        for p, argument in zip(pieces, listing(certificate['arguments'], len(pieces))):
            check_argument(argument, c, f.nf, p.value.nf, hypotheses(c, [f, p.value], *p.when))
    return 'proved'


def settle(entry):
    """(accepted, name of the claim, 'proved' | 'refuted' or the reason)."""
    name = entry.get('claim') if isinstance(entry, dict) else None
    name = name.get('claim') if isinstance(name, dict) else None
    name = name[:40] if isinstance(name, str) and NAME.match(name.replace('-', '_')) else '?'
    try:
        return True, name, check_entry(entry)
    except Refuse as e:
        return False, name, '%s: %s' % (e.reason, e.detail)
    except (RecursionError, MemoryError, OverflowError):
        return False, name, 'term: too large'
    except Exception as e:  # refusing is always safe; the tests look for this word
        return False, name, 'format: defect of check.py: %s' % type(e).__name__


def unique(pairs):
    out = dict(pairs)
    if len(out) != len(pairs):
        raise ValueError('a field occurs twice')
    return out


def no_constant(name):
    raise ValueError('%s is not JSON' % name)


def number_from(text):
    """A number with a point or an exponent: 2.0 is the integer 2."""
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 1 << 53 else value


def read_entries(path):
    with open(path, encoding='utf-8') as file:
        source = file.read(MAX_FILE + 1)
    if len(source) > MAX_FILE:
        raise ValueError('the file is too large')
    value = json.loads(source, object_pairs_hook=unique, parse_float=number_from,
                       parse_constant=no_constant)
    if not isinstance(value, dict):
        raise ValueError('not a proof file')
    return value


def check_file(path):
    """A list of (accepted, claim, answer), one for each entry."""
    value = read_entries(path)
    try:
        kind, version, entries = fields(value, ['format', 'version', 'entries'])
        need(kind == 'gradlaw-proof' and version == 1 and version is not True, 'format', 'not a proof file, version 1')
        need(isinstance(entries, list), 'format', 'entries')
        return [settle(entry) for entry in entries]
    except Refuse as e:
        return [(False, '?', '%s: %s' % (e.reason, e.detail))]


def main(arguments):
    as_json = '--json' in arguments
    paths = [a for a in arguments if a != '--json']
    if not paths or any(a.startswith('--') for a in paths):
        print('usage: check.py [--json] FILE...', file=sys.stderr)
        return 64
    results = []
    for path in paths:
        try:
            results += [(path,) + r for r in check_file(path)]
        except (OSError, ValueError, RecursionError, MemoryError) as e:
            print('%s: %s' % (path, str(e)[:200]), file=sys.stderr)
            return 64
    if as_json:
        print(json.dumps([{'file': f, 'claim': n, 'accepted': ok, 'answer': a} for f, ok, n, a in results]))
    else:
        for _, ok, claim, answer in results:
            print('%s %s%s %s' % ('accepted' if ok else 'refused', claim, '' if ok else ':', answer))
    return 0 if all(ok for _, ok, _, _ in results) else 1


def run():
    """The main function in a thread with a large stack: terms and proofs are walked recursively."""
    code = [70]
    sys.setrecursionlimit(40_000)
    if hasattr(sys, 'set_int_max_str_digits'):
        sys.set_int_max_str_digits(130_000)  # numbers of 400 000 bits
    threading.stack_size(512 << 20)
    thread = threading.Thread(target=lambda: code.__setitem__(0, main(sys.argv[1:])))
    thread.start()
    thread.join()
    return code[0]


if __name__ == '__main__':
    sys.exit(run())
