/** Linear memory, grown by pages of 64 KiB. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer
  readonly grow: (pages: number) => number
}

/** The part of the JavaScript interface that is used here; the language's library does not declare it. */
interface Host {
  readonly Memory: new (limits: { initial: number; maximum?: number }) => WasmMemory
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: { host: { memory: WasmMemory } },
  ) => { readonly exports: Readonly<Record<string, (...args: number[]) => void>> }
}

export interface WasmInstance {
  readonly memory: WasmMemory
  readonly exports: Readonly<Record<string, (...args: number[]) => void>>
}

/** Looked at and compiled at once; it throws where an instruction is not known, or a page may not compile. */
const compiled = (host: Host, bytes: Uint8Array<ArrayBuffer>): object | undefined => {
  try {
    return new host.Module(bytes)
  } catch {
    return undefined
  }
}

/**
 * An instance of the module with the given memory, or one of its own; undefined where WebAssembly, or an instruction, is
 * missing.
 */
export const instantiate = (bytes: Uint8Array<ArrayBuffer>, shared?: WasmMemory): WasmInstance | undefined => {
  const { WebAssembly: host } = globalThis as unknown as { readonly WebAssembly?: Host }
  if (host === undefined) return undefined
  const module = compiled(host, bytes)
  if (module === undefined) return undefined
  const memory = shared ?? new host.Memory({ initial: 1 })
  const { exports } = new host.Instance(module, { host: { memory } })
  return { memory, exports }
}
