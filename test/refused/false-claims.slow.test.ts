import { describe, expect, test } from 'vitest'
import { campaign, FORMS } from './false-claims/campaign.ts'

// A sample of the campaign that `npm run soundness` runs in full.
const PER_FORM = 32
const MILLISECONDS = 30
const numbers = Array.from({ length: PER_FORM }, (_, i) => i)

describe('false claims are never proved', () => {
  test.for(FORMS)('%s', { timeout: 60_000 }, async (form) => {
    const { refuted, unknown, proved } = await campaign(form, numbers, MILLISECONDS)
    expect(proved).toEqual([])
    expect(refuted + unknown).toBe(PER_FORM)
  })
})
