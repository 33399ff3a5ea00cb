import { describe, expect, it } from 'vitest'
import { encodeModule } from '../../src/algebra/web-assembly/encode-module.ts'
import { instantiate } from '../../src/algebra/web-assembly/host.ts'
import { get, i32, repeatWhile, set, unsigned, v128 } from '../../src/algebra/web-assembly/instructions.ts'

const bytes = (hex: string): number[] => (hex.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16))

describe('the encoder of WebAssembly', () => {
  it('writes numbers in base 128', () => {
    expect(unsigned(0)).toEqual([0])
    expect(unsigned(127)).toEqual([0x7f])
    expect(unsigned(128)).toEqual([0x80, 1])
    expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26])
    expect(i32.constant(-1)).toEqual([0x41, [0x7f]])
    expect(i32.constant(63)).toEqual([0x41, [0x3f]])
    expect(i32.constant(64)).toEqual([0x41, [0xc0, 0]])
    expect(i32.constant(-123456)).toEqual([0x41, [0xc0, 0xbb, 0x78]])
  })

  it('writes a module as the specification says', () => {
    // (module (import "host" "memory" (memory 0)) (func (export "f") (param i32)))
    const empty = encodeModule([{ name: 'f', parameters: ['i32'], locals: [], body: [] }])
    const expected = [
      '0061736d01000000',
      '01050160017f00',
      '02100104686f7374066d656d6f7279020000',
      '03020100',
      '0705010166 0000'.replace(' ', ''),
      '0a040102000b',
    ]
    expect([...empty]).toEqual(expected.flatMap(bytes))
  })

  it('makes functions that run', () => {
    // Copies 16 bytes at a time from the first address to the second, up to an end of the first.
    const copy = encodeModule([
      {
        name: 'copy',
        parameters: ['i32', 'i32', 'i32'],
        locals: ['v128'],
        body: [
          repeatWhile(
            i32.lessUnsigned(get(0), get(2)),
            set(3, v128.load(0, get(0))),
            v128.store(0, get(1), get(3)),
            set(0, i32.add(get(0), i32.constant(16))),
            set(1, i32.add(get(1), i32.constant(16))),
          ),
        ],
      },
    ])
    const instance = instantiate(copy)
    expect(instance).toBeDefined()
    const { memory, exports } = instance as NonNullable<typeof instance>
    const words = new Uint32Array(memory.buffer)
    words.set([1, 2, 3, 4, 5, 6, 7, 8])
    exports.copy?.(0, 1024, 32)
    expect([...words.slice(256, 265)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 0])
  })

  it('makes no instance of what is no module', () => {
    expect(instantiate(Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0))).toBeUndefined()
  })
})
