// Runs tests written for vitest in one process and many times over: enough of its interface for the kernel's tests.
import { isDeepStrictEqual } from 'node:util'

/** Without fields that are undefined, as `toEqual` compares. */
const plain = (value) => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .map(([k, v]) => [k, plain(v)]),
  )
}

const matches = (value, wanted) =>
  Object.entries(wanted).every(([key, w]) =>
    typeof w === 'object' && w !== null && !Array.isArray(w)
      ? typeof value?.[key] === 'object' && matches(value[key], w)
      : isDeepStrictEqual(value?.[key], w),
  )

const throws = (run, wanted) => {
  try {
    run()
    return false
  } catch (error) {
    if (wanted === undefined) return true
    if (typeof wanted === 'function') return error instanceof wanted
    return wanted instanceof RegExp ? wanted.test(error.message) : error.message.includes(wanted)
  }
}

const MATCHERS = {
  toBe: Object.is,
  toEqual: (value, wanted) => isDeepStrictEqual(plain(value), plain(wanted)),
  toMatchObject: matches,
  toContain: (value, wanted) => value.includes(wanted),
  toMatch: (value, wanted) => wanted.test(value),
  toBeUndefined: (value) => value === undefined,
  toBeGreaterThan: (value, wanted) => value > wanted,
  toBeGreaterThanOrEqual: (value, wanted) => value >= wanted,
  toBeLessThan: (value, wanted) => value < wanted,
  toBeLessThanOrEqual: (value, wanted) => value <= wanted,
  toHaveLength: (value, wanted) => value.length === wanted,
  toThrow: throws,
}

const expect = (value, message = '') => {
  const matchers = (isWanted) =>
    Object.fromEntries(
      Object.entries(MATCHERS).map(([name, holds]) => [
        name,
        (wanted) => {
          if (holds(value, wanted) !== isWanted) throw new Error(`${message} ${isWanted ? '' : 'not '}${name}`)
        },
      ]),
    )
  return { ...matchers(true), not: matchers(false) }
}

const named = (name, row, i) => `${name.replace(/\$(\w+)/g, (text, key) => row?.[key] ?? text)} ${i}`

/** The interface of vitest that test files see, and the tests they declared by it. */
export const suite = () => {
  const tests = []
  const groups = []
  const counts = new Map()
  const test = (name, ...rest) => {
    const run = rest.find((part) => typeof part === 'function')
    const full = [...groups, name].join(' > ')
    const count = (counts.get(full) ?? 0) + 1
    counts.set(full, count)
    tests.push({ name: count === 1 ? full : `${full} (${count})`, run })
  }
  const describe = (name, run) => {
    groups.push(name)
    run()
    groups.pop()
  }
  const rows = (list, declare) => {
    list.forEach((row, i) => {
      declare(row, i)
    })
  }
  test.for =
    (list) =>
    (name, ...rest) => {
      const run = rest.find((part) => typeof part === 'function')
      rows(list, (row, i) => test(named(name, row, i), () => run(row)))
    }
  test.each =
    (list) =>
    (name, ...rest) => {
      const run = rest.find((part) => typeof part === 'function')
      rows(list, (row, i) => test(`${name} ${i}`, () => run(...(Array.isArray(row) ? row : [row]))))
    }
  describe.each = (list) => (name, run) => {
    rows(list, (row, i) => describe(`${name} ${i}`, () => run(...(Array.isArray(row) ? row : [row]))))
  }
  return { vitest: { test, describe, expect }, tests }
}
