import { expect, test } from 'vitest'
import { campaign, FAMILIES, FORMS, falseClaim } from './false-claims/campaign.ts'

// A sample of the campaign that `npm run soundness` runs in full.
const PER_FORM = Math.ceil(5_000 / FORMS.length)
const MILLISECONDS = 25
const numbers = Array.from({ length: PER_FORM }, (_, i) => i)

test.for(FORMS)('no false claim of the form %s is proved', { timeout: 120_000 }, async (form) => {
  const { refuted, unknown, unsupported, proved } = await campaign(form, numbers, MILLISECONDS)
  expect(proved).toEqual([])
  expect(refuted + unknown + unsupported).toBe(PER_FORM)
})

test('every form of claim has false claims, and hardly any twice', () => {
  for (const form of FORMS) {
    expect(FAMILIES.get(form), form).not.toEqual([])
    const claims = new Set(numbers.map((number) => JSON.stringify(falseClaim(form, number))))
    expect(claims.size, form).toBeGreaterThan(0.8 * PER_FORM)
  }
})
