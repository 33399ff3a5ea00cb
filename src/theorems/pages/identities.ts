import { IDENTITIES, type Identity } from '../identities.ts'
import type { TheoremPage } from '../theorem-page.ts'

const TITLES: { readonly [id in Identity['id']]: string } = {
  I1: 'I1: flatness and curvature',
  I2: 'I2: functions of a law',
  I3: 'I3: drift along M',
  I4: 'I4: the canonical regularizer',
  I6: 'I6: laws of quadratic residuals',
  I7: 'I7: squeezed 2-cycles',
  I8: 'I8: rates',
  quadratic: 'One step of a quadratic law',
}

/** The identities, each proved by the kernel for general functions in two and three variables. */
export const IDENTITY_PAGES: readonly TheoremPage[] = IDENTITIES.map(({ id, statement }) => ({
  id: `identity-${id.toLowerCase()}`,
  title: TITLES[id],
  citation: id === 'quadratic' ? '[J], Proposition 3.36' : `Identity ${id}`,
  tag: 'O',
  statement: `${statement}. Gradients and Hessians are symbols, so that this is an identity for all functions; the kernel checks it in each number of variables.`,
  hypotheses: [],
  conclusion: 'proved',
  file: 'src/theorems/identities.ts',
}))
