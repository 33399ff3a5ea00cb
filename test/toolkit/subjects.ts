import type { Subject } from '../../src/theorems/hypothesis.ts'

/** The cross x·y = 0 with a regularizer that is minimal at its centre. */
export const CROSS: Subject = {
  context: { variables: ['x', 'y'], parameters: [], integers: [], assume: [], constants: {} },
  f: '(x*y)^2',
  residuals: ['x*y'],
  loss: 'single',
  phi: 't^2',
  tameClass: 'semialgebraic',
  g: [{ when: [], value: '(x^2 + y^2)^2' }],
  level: 'infinity',
}
