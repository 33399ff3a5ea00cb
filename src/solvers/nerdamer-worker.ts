import nerdamer from 'nerdamer'
import 'nerdamer/Algebra.js'
import 'nerdamer/Calculus.js'
import type { NerdamerRequest, NerdamerResult, TextPoint } from './nerdamer-request.ts'
import { tell, threadData } from './thread-side.ts'

const FRACTION = /^-?\d+(\/\d+)?$/

// nerdamer throws where it cannot evaluate, and answers with symbols or complex numbers: neither is a value.
const valueAt = (text: string, point: TextPoint): string | null => {
  try {
    // A value that is not rational is turned into a fraction near it; decimals would lose what is below 1e-18.
    const value = nerdamer(text, { ...point })
      .evaluate()
      .text('fractions')
    return FRACTION.test(value) ? value : null
  } catch {
    return null
  }
}

const answerTo = ({ kind, expression, variables, points }: NerdamerRequest): readonly NerdamerResult[] => {
  const questions =
    kind === 'gradient' ? variables.map((name) => `diff(${expression}, ${name})`) : [`simplify(${expression})`]
  return questions.map((question) => {
    const text = nerdamer(question).toString()
    return { text, values: points.map((point) => valueAt(text, point)) }
  })
}

const requests = (await threadData()) as readonly NerdamerRequest[]
tell(requests.map(answerTo))
