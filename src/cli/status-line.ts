/** One line of progress on a terminal, overwritten as things go on; silent where nobody looks. */
export interface StatusLine {
  readonly show: (text: string) => void
  readonly clear: () => void
}

const FIRST_AFTER_MS = 300
const CLEAR_LINE = '\r\u001b[2K'

/** A status line on standard error, shown once the work has taken a moment; silent if `quiet` or not a terminal. */
export const statusLine = (quiet: boolean, stream: NodeJS.WriteStream = process.stderr): StatusLine => {
  if (quiet || !stream.isTTY) return { show: () => {}, clear: () => {} }
  const started = Date.now()
  let text = 'working'
  const draw = (): void => {
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    const line = `${text} (${seconds} s)`
    stream.write(`${CLEAR_LINE}${line.slice(0, Math.max((stream.columns || 80) - 1, 20))}`)
  }
  const timer = setInterval(() => {
    if (Date.now() - started > FIRST_AFTER_MS) draw()
  }, 150)
  timer.unref()
  return {
    show: (next) => {
      text = next
    },
    clear: () => {
      clearInterval(timer)
      stream.write(CLEAR_LINE)
    },
  }
}
