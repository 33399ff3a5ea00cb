/** Linear memory, grown by pages of 64 KiB. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer
  readonly grow: (pages: number) => number
}

/** The part of the JavaScript interface that is used here; the language's library does not declare it. */
interface Host {
  readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean
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

/**
 * An instance of the module with the given memory, or one of its own; undefined where WebAssembly, or an instruction, is
 * missing.
 */
export const instantiate = (bytes: Uint8Array<ArrayBuffer>, shared?: WasmMemory): WasmInstance | undefined => {
  const { WebAssembly: host } = globalThis as unknown as { readonly WebAssembly?: Host }
  if (host === undefined || !host.validate(bytes)) return undefined
  const memory = shared ?? new host.Memory({ initial: 1 })
  const { exports } = new host.Instance(new host.Module(bytes), { host: { memory } })
  return { memory, exports }
}
