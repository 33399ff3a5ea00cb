"""Tampers with every example in every way of a fixed list and says which mutants check.py still accepts.

python3 mutate.py CHECK EXAMPLES [--claims] [--every N] [--write FILE]: mutants of the certificates (the claims stay, so
an accepted mutant is another valid proof) or, with --claims, of the claims (an accepted mutant is another true claim with
the same proof); with --every only one mutant of N. Prints `mutants accepted crashed` and then the accepted ones, each as
file, entry, path, old and new value. --write saves all mutants, [entry, accepted] for each. All accepted mutants are listed in
accepted-mutants.txt, where a person has looked at each: what is accepted and not listed there is a defect or news.
"""
import copy
import glob
import importlib.util
import json
import os
import re
import sys

sys.setrecursionlimit(20_000)
SWAPS = [(r'>=', '>'), (r'>=', '<='), (r'(?<![<>!])=', '!='), (r'!=', '='), (r'>(?!=)', '>='), (r'>(?!=)', '<'),
         (r'<(?!=)', '<='), (r'\+', '-'), (r'-', '+'), (r'-', ''), (r'\*', '+'), (r'\*', '/'), (r'/', '*'),
         (r'\^2', '^3'), (r'\bx\b', 'y'), (r'\by\b', 'x'), (r'\ba\b', 'x'), (r'\bexp\b', 'log'), (r'\bsqrt\b', 'abs'),
         (r'\babs\b', 'sgn'), (r'\bsin\b', 'cos'), (r'\blog\b', 'exp'), (r'\bt\b', 'x')]
WORDS = {'identity', 'sign', 'positivstellensatz', 'split', 'lemma', 'roots', 'enclosure', 'fact', 'proved', 'refuted',
         'single', 'l1', 'l2', 'above', 'below', 'away', 'semialgebraic', 'exponential', 'analytic', 'chain', 'infinity',
         'exp-tangent', 'log-tangent', 'log-lower', 'exp-log', 'power-exp', 'tanh-range', 'tanh-exp', 'sin-bound',
         'sin-sum', 'cos-sum', 'exp-taylor', 'cos-taylor', 'sin-taylor', 'congruence', 'growth', 'compare', 'integral', 'exp', 'exp-inverse',
         'log', 'log-inverse', 'quotient', 'product', 'reciprocal', 'power', 'constant'}
SIGNS = ['<', '=', '>', '<=', '>=', '!=']


def text_mutants(s):
    if s in SIGNS:
        return [t for t in SIGNS if t != s]
    if s in WORDS:
        return sorted(WORDS - {s}) + ['', s + ' ']
    out = []
    for m in re.finditer(r'[0-9]', s):
        out.append(s[:m.start()] + str((int(m.group()) + 1) % 10) + s[m.end():])
    for pattern, new in SWAPS:
        for m in re.finditer(pattern, s):
            out.append(s[:m.start()] + new + s[m.end():])
    return [t for t in dict.fromkeys(out + ['-(' + s + ')', '0', '']) if t != s]


def mutants(value, path=()):
    """(path, old, new): replacing the part at the path by new; new is DELETE to take it away."""
    if isinstance(value, str):
        for new in text_mutants(value):
            yield path, value, new
    elif isinstance(value, bool) or value is None:
        yield path, value, 1
    elif isinstance(value, int):
        for new in (value + 1, value - 1, -value, str(value), value + 0.5):
            yield path, value, new
    elif isinstance(value, list):
        for i, v in enumerate(value):
            yield path + (i,), v, DELETE
            yield from mutants(v, path + (i,))
        for new in (value + [value[0]] if value else value + ['x'], {}, None):
            yield path, '[...]', new
    elif isinstance(value, dict):
        for k, v in value.items():
            yield path + (k,), v, DELETE
            yield from mutants(v, path + (k,))
        yield path, '{...}', {**value, 'extra': 1}
        yield path, '{...}', []


DELETE = object()


def applied(entry, path, new):
    entry = copy.deepcopy(entry)
    part = entry
    for k in path[:-1]:
        part = part[k]
    if new is DELETE:
        del part[path[-1]]
    else:
        part[path[-1]] = copy.deepcopy(new)
    return entry


def shorten(value):
    text = 'nothing' if value is DELETE else json.dumps(value)
    return text if len(text) < 120 else text[:117] + '...'


def main(check_path, folder, *options):
    spec = importlib.util.spec_from_file_location('check', check_path)
    check = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(check)
    part = 'claim' if '--claims' in options else 'certificate'
    every = int(options[options.index('--every') + 1]) if '--every' in options else 1
    number_of, count, crashed, accepted, kept = 0, 0, [], [], []
    for path in sorted(glob.glob(os.path.join(folder, '*.json'))):
        with open(path, encoding='utf-8') as file:
            entries = json.load(file)['entries']
        for number, entry in enumerate(entries):
            for where, old, new in mutants(entry[part], (part,)):
                number_of += 1
                if number_of % every:
                    continue
                mutant, count = applied(entry, where, new), count + 1
                line = '%s %d %s: %s -> %s' % (os.path.basename(path), number, '/'.join(map(str, where[1:])),
                                               shorten(old), shorten(new))
                ok, _, answer = check.settle(mutant)
                if 'defect' in answer:
                    crashed.append('%s: %s' % (line, answer))
                kept.append([mutant, ok])
                if ok:
                    accepted.append(line)
    print(count, len(accepted), len(crashed))
    for line in crashed:
        print('crashed', line)
    for line in accepted:
        print('accepted', line)
    if '--write' in options:
        with open(options[options.index('--write') + 1], 'w', encoding='utf-8') as file:
            json.dump(kept, file)
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
