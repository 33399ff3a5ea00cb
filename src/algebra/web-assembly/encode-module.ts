import { type Code, unsigned, type ValueType } from './instructions.ts'

/** A function without results; locals are numbered from 0, the parameters first. */
export interface WasmFunction {
  readonly name: string
  readonly parameters: readonly ValueType[]
  readonly locals: readonly ValueType[]
  readonly body: readonly Code[]
}

const TYPE_CODES: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b }

const flatten = (code: Code, into: number[] = []): number[] => {
  if (typeof code === 'number') into.push(code)
  else for (const part of code) flatten(part, into)
  return into
}

const sized = (code: Code): Code => {
  const bytes = flatten(code)
  return [unsigned(bytes.length), bytes]
}

const list = (items: readonly Code[]): Code => [unsigned(items.length), items]

const text = (s: string): Code => sized([...new TextEncoder().encode(s)])

const section = (id: number, content: Code): Code => [id, sized(content)]

/**
 * The binary form of a module that exports these functions and imports its memory as `host.memory`.
 * Source: WebAssembly core specification 2.0, chapter 5.5.
 */
export const encodeModule = (functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> => {
  const types = functions.map(({ parameters }) => [0x60, list(parameters.map((t) => TYPE_CODES[t])), list([])])
  const bodies = functions.map(({ locals, body }) => sized([list(locals.map((t) => [1, TYPE_CODES[t]])), body, 0x0b]))
  return Uint8Array.from(
    flatten([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, list(types)),
      section(2, list([[text('host'), text('memory'), 0x02, 0x00, unsigned(0)]])),
      section(3, list(functions.map((_, i) => unsigned(i)))),
      section(7, list(functions.map(({ name }, i) => [text(name), 0x00, unsigned(i)]))),
      section(10, list(bodies)),
    ]),
  )
}
