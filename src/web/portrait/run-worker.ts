import type { Numbered, PlotReply, PlotRequest } from './messages.ts'
import { plotAnswers } from './plot-answers.ts'

/** The number of the last request of each channel: answers to older ones are wanted by nobody. */
const latest = new Map<string, number>()

const REST_EVERY_MS = 12

const say = (to: Numbered<unknown>, content: PlotReply): void => {
  const message: Numbered<PlotReply> = { channel: to.channel, number: to.number, content }
  const transfer = content.kind === 'frame' ? [content.positions.buffer as ArrayBuffer] : []
  postMessage(message, { transfer })
}

/** Lets messages come in. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const isCurrent = ({ channel, number }: Numbered<unknown>): boolean => latest.get(channel) === number

/** What is wrong and what was expected, without the lines that point at a place of the text. */
const inOneLine = (message: string): string => {
  const [first = '', ...more] = message.split('\n')
  return [first, ...more.filter((line) => line.startsWith('expected: '))].join('; ')
}

const answer = async (asked: Numbered<PlotRequest>): Promise<void> => {
  // A burst of requests, as from a slider, is over before the first of them is answered.
  await rest()
  let rested = performance.now()
  try {
    const answers = plotAnswers(asked.content)
    while (isCurrent(asked)) {
      const next = answers.next()
      if (next.done === true) return say(asked, { kind: 'done' })
      if (next.value !== undefined) say(asked, next.value)
      if (performance.now() - rested > REST_EVERY_MS) {
        await rest()
        rested = performance.now()
      }
    }
  } catch (error) {
    const message =
      error instanceof EvalError
        ? 'This page may not compile programs (its security policy forbids it): nothing can be drawn.'
        : error instanceof Error
          ? inOneLine(error.message)
          : String(error)
    say(asked, { kind: 'failure', message })
  }
}

addEventListener('message', ({ data }: MessageEvent<Numbered<PlotRequest>>) => {
  latest.set(data.channel, data.number)
  void answer(data)
})
