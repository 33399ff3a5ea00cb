import type { Claim, PointJson } from '../../kernel/claim.ts'
import { parseRelation, parseTerm } from '../../kernel/parse-term.ts'
import type { Scope } from '../../kernel/scope.ts'
import { difference, type Relation, substitute, symbol, type Term } from '../../kernel/term.ts'
import { type Parts, relation, residualFunctions, squares, type Writer, ZERO } from './claim-writer.ts'

const pointOf = (json: PointJson | undefined): Map<string, Term> =>
  new Map(Object.entries(json ?? {}).map(([name, value]) => [name, parseTerm(value)]))

const away = (point: ReadonlyMap<string, Term>, scope: Scope): Relation =>
  relation(squares(scope.variables.map((x) => difference(symbol(x), point.get(x) ?? ZERO))), '>')

/** What an obligation of a claim about a set of points says; undefined for other claims. */
export const setParts = (claim: Claim, name: string, w: Writer): Parts | undefined => {
  const { scope } = w
  switch (claim.claim) {
    case 'solution-set': {
      const assume = claim.assume.map(parseRelation)
      const equations = claim.equations.map(parseTerm)
      if (name === 'complete') {
        return {
          terms: [...assume.flatMap(({ left, right }) => [left, right]), ...equations],
          hypotheses: [
            ...assume,
            ...equations.map((e) => relation(e, '=')),
            ...claim.points.map((p) => away(pointOf(p), scope)),
          ],
          goal: 'false',
        }
      }
      const [, j = 1, kind, i = 1] = /^point\.(\d+)\.(equation|assume)\.(\d+)$/.exec(name) ?? []
      const point = pointOf(claim.points[Number(j) - 1])
      const given = kind === 'assume' ? assume[Number(i) - 1] : relation(equations[Number(i) - 1] ?? ZERO, '=')
      if (given === undefined) return undefined
      const at = relation(substitute(given.left, point), given.op, substitute(given.right, point))
      return { terms: [], hypotheses: [], goal: at }
    }
    case 'constant-sharpness':
    case 'flat-minima': {
      const [h, ...more] = residualFunctions(claim.residuals, w)
      if (h === undefined || more.length > 0) return undefined
      const slopes = w.gradient(h)
      const value = parseTerm(claim.claim === 'flat-minima' ? claim.minimum : claim.value)
      const steepness = squares(slopes.map((s) => w.at(s)))
      const onSet = relation(w.at(h), '=')
      if (claim.claim === 'constant-sharpness' || name === 'minimal') {
        const op = claim.claim === 'flat-minima' ? '>=' : '='
        return { terms: [h.term], hypotheses: [onSet], goal: relation(steepness, op, value) }
      }
      if (name === 'complete') {
        const others = claim.points.map((p) => away(pointOf(p), scope))
        return { terms: [h.term], hypotheses: [onSet, relation(steepness, '=', value), ...others], goal: 'false' }
      }
      const [, j = 1, kind] = /^point\.(\d+)\.(residual|value)$/.exec(name) ?? []
      const point = pointOf(claim.points[Number(j) - 1])
      if (kind === 'residual') return { terms: [], hypotheses: [], goal: relation(w.at(h, point), '=') }
      return { terms: [], hypotheses: [], goal: relation(squares(slopes.map((s) => w.at(s, point))), '=', value) }
    }
    case 'described-set': {
      const assume = claim.assume.map(parseRelation)
      const [equations, description] = [claim.equations.map(parseTerm), claim.description.map(parseTerm)]
      const [, kind, i = 1] = /^(described|attained)\.(\d+)$/.exec(name) ?? []
      if (kind === undefined) return undefined
      const [from, to] = kind === 'described' ? [equations, description] : [description, equations]
      return {
        terms: [...assume.flatMap(({ left, right }) => [left, right]), ...equations],
        hypotheses: [...assume, ...from.map((e) => relation(e, '='))],
        goal: relation(to[Number(i) - 1] ?? ZERO, '='),
      }
    }
    case 'flat-set': {
      const [h, ...more] = residualFunctions(claim.residuals, w)
      const [kind, k = 1] = name.split('.')
      if (h === undefined || more.length > 0 || (kind !== 'minimal' && kind !== 'described' && kind !== 'attained'))
        return undefined
      const steepness = squares(w.gradient(h).map((s) => w.at(s)))
      const least = parseTerm(claim.minimum)
      const equations = claim.equations.map((e) => relation(parseTerm(e), '='))
      const onSet = relation(w.at(h), '=')
      const flattest = relation(steepness, '=', least)
      if (kind === 'minimal') return { terms: [h.term], hypotheses: [onSet], goal: relation(steepness, '>=', least) }
      if (kind === 'attained') return { terms: [h.term], hypotheses: [onSet, ...equations], goal: flattest }
      const goal = equations[Number(k) - 1]
      return goal === undefined ? undefined : { terms: [h.term], hypotheses: [onSet, flattest], goal }
    }
    default:
      return undefined
  }
}
