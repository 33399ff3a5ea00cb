const STOPS = ['SIGINT', 'SIGTERM'] as const

/** A signal that is aborted by Ctrl-C or SIGTERM; who insists, by a second one, ends the process at once. */
export const untilStopped = (
  onStop: () => void = () => {},
): { readonly signal: AbortSignal; readonly forget: () => void } => {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(2)
    onStop()
    controller.abort()
  }
  for (const name of STOPS) process.on(name, stop)
  return {
    signal: controller.signal,
    forget: () => {
      for (const name of STOPS) process.off(name, stop)
    },
  }
}
