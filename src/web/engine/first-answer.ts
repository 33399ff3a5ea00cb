// What is seen first is the first law. The worker that draws, the one that reads what is typed, and the curves along the
// runs would take the processor from it: they start when it is there, or when nothing was found for a moment.

const LONGEST_MS = 1500

let settle = (): void => {}

/** Settled with the first laws, or the end of the first search, or after a moment. */
export const firstAnswer: Promise<void> = new Promise((resolve) => {
  settle = resolve
  setTimeout(resolve, LONGEST_MS)
})

/** To be called when something was answered. */
export const answered = (): void => settle()
