import { CLAIM_FIELDS, type Claim, type ClaimForm } from '../../../src/kernel/claim.ts'
import { proveClaim } from '../../../src/provers/prove-claim.ts'
import { disguised } from './disguise.ts'
import { lawFamilies } from './law-families.ts'
import { objectiveFamilies } from './objective-families.ts'
import { pointFamilies } from './point-families.ts'
import { randomFrom } from './random.ts'
import { regularizerFamilies } from './regularizer-families.ts'
import { relationFamilies } from './relation-families.ts'
import { residualFamilies } from './residual-families.ts'
import { type Family, settingOf } from './setting.ts'

const PARTS: readonly { readonly [form in ClaimForm]?: readonly Family[] }[] = [
  objectiveFamilies,
  regularizerFamilies,
  pointFamilies,
  residualFamilies,
  lawFamilies,
  { relation: relationFamilies },
]

export const FORMS = Object.keys(CLAIM_FIELDS) as ClaimForm[]

/** For every form of claim, how false ones are made. */
export const FAMILIES: ReadonlyMap<ClaimForm, readonly Family[]> = new Map(
  FORMS.map((form) => [form, PARTS.flatMap((part) => part[form] ?? [])]),
)

/** The false claim with this number; the same for the same form and number. */
export const falseClaim = (form: ClaimForm, number: number): Claim => {
  const random = randomFrom(FORMS.indexOf(form) * 1_000_003 + number * 7919)
  const families = FAMILIES.get(form) ?? []
  for (;;) {
    const claim = random.pick(families)(settingOf(random))
    if (claim !== undefined) return disguised(claim, random)
  }
}

export interface Tally {
  refuted: number
  unknown: number
  /** Refused as a claim, so that nothing was tried. */
  unsupported: number
  /** Must stay empty. */
  readonly proved: Claim[]
}

/** Feeds false claims to the provers, each with so many milliseconds. */
export const campaign = async (form: ClaimForm, numbers: Iterable<number>, milliseconds: number): Promise<Tally> => {
  const tally: Tally = { refuted: 0, unknown: 0, unsupported: 0, proved: [] }
  for (const number of numbers) {
    const claim = falseClaim(form, number)
    const verdict = await proveClaim(claim, {
      budget: { deadline: Date.now() + milliseconds },
      hints: { seed: number },
    })
    if (verdict.status === 'proved') tally.proved.push(claim)
    else if (verdict.status === 'unknown' && verdict.reason === 'unsupported') tally.unsupported++
    else tally[verdict.status]++
  }
  return tally
}
