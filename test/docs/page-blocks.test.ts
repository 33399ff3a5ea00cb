import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandsOf, missingLine, wordsOf } from './page-blocks.ts'

test.each([
  [['a', 'b'], ['a', 'b', ''], undefined],
  [['a', '...', 'd'], ['a', 'b', 'c', 'd'], undefined],
  [['a', '...'], ['a'], undefined],
  [['...', 'a', '...'], ['a', 'b'], undefined],
  [['a'], ['a', 'b'], 'nothing more, but the command said: b'],
  [['a', 'c'], ['a', 'b', 'c'], 'c'],
  [['a', '...', 'x'], ['a', 'b'], 'x'],
  [['...', 'b', '...', 'a'], ['a', 'b'], 'a'],
])('%j shows %j: %s', (shown, said, missing) => expect(missingLine(shown, said)).toBe(missing))

test('commands and their words', () => {
  const block = { language: 'console', name: '', lines: ['$ a "b c" d', 'out', '', '$ echo $?', '0'] }
  expect(commandsOf(block)).toEqual([
    { command: 'a "b c" d', output: ['out', ''] },
    { command: 'echo $?', output: ['0'] },
  ])
  expect(wordsOf('a "b c" \'--d=e f\' g')).toEqual(['a', 'b c', '--d=e f', 'g'])
})

test('docs/faq.md explains every reason of an unknown', () => {
  const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const reasons = /type UnknownReason = (.*)/.exec(read('src/provers/attempt.ts'))?.[1] ?? ''
  const explained = [...read('docs/faq.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason)
  expect(explained.toSorted()).toEqual([...reasons.matchAll(/'([a-z-]+)'/g)].map(([, reason]) => reason).toSorted())
})
