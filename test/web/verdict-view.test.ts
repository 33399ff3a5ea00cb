import { describe, expect, test } from 'vitest'
import type { Claim } from '../../src/kernel/claim.ts'
import type { LawEntry, LawsResult } from '../../src/toolkit/laws-result.ts'
import { lawWording } from '../../src/web/engine/law-words.ts'
import { lawsAnalysis, lawsView } from '../../src/web/engine/laws-view.ts'
import { verdictView } from '../../src/web/engine/verdict-view.ts'

describe('a verdict on the page', () => {
  test('that is open says its reason, and that z3 could not be asked', () => {
    const tried = ['cone: degree bound', 'z3: goal: z3 needs a page that is isolated from other origins']
    expect(verdictView({ status: 'unknown', reason: 'search-exhausted', tried }, undefined)).toEqual({
      status: 'unknown',
      ground: [
        'search-exhausted',
        '; the last resort was not asked: z3 needs a page that is isolated from other origins',
      ],
    })
    expect(verdictView({ status: 'unknown', reason: 'timeout', tried: [] }, undefined).ground).toEqual(['timeout'])
  })

  test('that rests on a solver has no certificate of the kernel', () => {
    const claim: Claim = {
      claim: 'relation',
      context: { variables: ['x'], parameters: [], integers: [], assume: [], constants: {} },
      assume: [],
      goal: 'x^2 >= 0',
    }
    const certificate = { solver: 'z3', version: '1', scripts: {} }
    const view = verdictView({ status: 'proved', trust: 'solver', method: 'z3 1', certificate }, claim)
    expect(view).toMatchObject({ status: 'proved', trust: 'solver', ground: ['z3 1'] })
    expect(view).not.toHaveProperty('certificate')
  })

  test("that rests on a solver is not worded as the kernel's", () => {
    const context = { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} }
    const kernelClaim = { claim: 'first-integral', context, expression: 'x' } as unknown as Claim
    const law = { expression: 'x', latex: 'x', kind: 'darboux', domain: 'x > 0', independent: true } as const
    const proved = { status: 'proved', trust: 'kernel', method: 'identity', certificate: {} } as const
    const said = (verdict: LawEntry['verdict']) => JSON.stringify(lawWording.words({ ...law, kernelClaim, verdict }))
    expect(said(proved)).toContain('The kernel differentiates this quantity')
    expect(said({ ...proved, trust: 'solver', method: 'z3' })).toContain('not re-checked (z3)')
    expect(said({ ...proved, trust: 'solver', method: 'z3' })).not.toContain('kernel')
  })

  test('matrices are shown where all their entries are proved', () => {
    const context = { variables: ['a', 'b'], parameters: [], integers: [], assume: [], constants: {} }
    const kernelClaim = { claim: 'conserved', context } as unknown as Claim
    const law = (expression: string, verdict: LawEntry['verdict']): LawEntry => {
      const words = { expression, latex: expression, kind: 'polynomial', domain: 'R^n', independent: true } as const
      return { ...words, kernelClaim, verdict }
    }
    const proved = { status: 'proved', trust: 'kernel', method: 'identity', certificate: {} } as const
    const open = { status: 'unknown', reason: 'timeout', tried: [] } as const
    const matrix = { expression: 'M', latex: 'M', kind: 'symmetric', entries: ['a', 'b'] }
    const result = (last: LawEntry['verdict']) => {
      const independent = { statement: '' }
      const lists = { negative: [], notSearched: [], matrixLaws: [matrix] }
      return { laws: [law('a', proved), law('b', last)], independent, ...lists } as unknown as LawsResult
    }
    expect(lawsView(result(proved), false).matrices).toHaveLength(1)
    expect(lawsView(result(open), false).matrices).toEqual([])
  })

  test('of a law of another flow than is drawn gives the drawings no law', () => {
    const proved = { status: 'proved', trust: 'kernel', method: 'identity', certificate: {} } as const
    const laws = [{ expression: 'x - y', latex: 'x - y', verdict: proved }]
    const known = { laws, method: 'gradient-flow', variables: ['x', 'y'], parameters: [], objectiveLatex: 'f' } as const
    const drawn = (more: object) => lawsAnalysis({ ...known, ...more } as unknown as LawsResult)
    expect(drawn({}).laws).toEqual([{ text: 'x - y', latex: 'x - y' }])
    expect(drawn({ metric: 'entropy' })).toMatchObject({ laws: [], variables: ['x', 'y'] })
    expect(drawn({ method: 'heavy-ball' }).laws).toEqual([])
  })
})
