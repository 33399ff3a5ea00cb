import type { Claim, ClaimForm } from '../../../src/kernel/claim.ts'
import { proveClaim } from '../../../src/provers/prove-claim.ts'
import { objectiveFamilies } from './objective-families.ts'
import { pointFamilies } from './point-families.ts'
import { randomFrom } from './random.ts'
import { regularizerFamilies } from './regularizer-families.ts'
import { settingOf } from './setting.ts'

/** For every form of claim, how false ones are made. */
export const FAMILIES = { ...objectiveFamilies, ...regularizerFamilies, ...pointFamilies }
export const FORMS = Object.keys(FAMILIES) as ClaimForm[]

/** The false claim with this number; the same for the same form and number. */
export const falseClaim = (form: ClaimForm, number: number): Claim => {
  const random = randomFrom(FORMS.indexOf(form) * 1_000_003 + number * 7919)
  const families = FAMILIES[form] ?? []
  for (;;) {
    const claim = random.pick(families)(settingOf(random))
    if (claim !== undefined) return claim
  }
}

export interface Tally {
  refuted: number
  unknown: number
  /** Must stay empty. */
  readonly proved: Claim[]
}

/** Feeds false claims to the provers, each with so many milliseconds. */
export const campaign = async (form: ClaimForm, numbers: Iterable<number>, milliseconds: number): Promise<Tally> => {
  const tally: Tally = { refuted: 0, unknown: 0, proved: [] }
  for (const number of numbers) {
    const claim = falseClaim(form, number)
    const verdict = await proveClaim(claim, {
      budget: { deadline: Date.now() + milliseconds },
      hints: { seed: number },
    })
    if (verdict.status === 'proved') tally.proved.push(claim)
    else tally[verdict.status]++
  }
  return tally
}
