interface Channel {
  readonly port1: { onmessage: (() => void) | null; close: () => void }
  readonly port2: { readonly postMessage: (message: null) => void }
}

/** What may be there: Node has the first, browsers have the second. */
interface Host {
  readonly setImmediate?: (call: () => void) => void
  readonly MessageChannel: new () => Channel
}

const host = globalThis as unknown as Host

/** Lets other tasks of this thread go first: messages, timers, what the user types. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    if (host.setImmediate !== undefined) return host.setImmediate(resolve)
    // Timers would wait four milliseconds each time.
    const { port1, port2 } = new host.MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
