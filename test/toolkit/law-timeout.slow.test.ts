import { expect, test } from 'vitest'
import { laws } from '../../src/index.ts'

test('laws found before the time is spent are proved', async () => {
  const { laws: all, notSearched } = await laws({ objective: 'x*y*z*w*u*v + x^2' }, { degree: 40, timeout: 4 })
  expect(all.map(({ verdict }) => verdict.status)).toEqual(['proved', 'proved', 'proved', 'proved'])
  expect(notSearched.some((text) => text.startsWith('polynomial laws of degree above'))).toBe(true)
})
