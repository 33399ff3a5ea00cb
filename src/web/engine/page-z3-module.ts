import type * as node from '../../solvers/z3-module.ts'

// Stands in for src/solvers/z3-module.ts in a page. z3 is no part of the page: whoever serves it hands out the files of
// the installed package z3-solver beside it (src/cli/z3-files.ts), or does not.

/** What z3's WebAssembly module offers to JavaScript, as far as it is used. */
interface Compiled {
  readonly ccall: (
    name: string,
    returns: 'void' | 'number' | 'string' | 'boolean',
    types: readonly ('number' | 'string')[],
    values: readonly unknown[],
  ) => unknown
  /** Runs a function in a thread of z3's own. */
  readonly async_call: (call: unknown, ...values: readonly unknown[]) => Promise<number>
  readonly [call: `_${string}`]: (...values: readonly unknown[]) => number
}

/** The function that starts it; null where the package is not installed. */
type Start =
  | ((settings: {
      readonly mainScriptUrlOrBlob: string
      readonly locateFile: (name: string) => string
    }) => Promise<Compiled>)
  | null

const WITHOUT_Z3 = 'z3 is not installed where this page is served'

const POINTERS = ['number', 'number', 'number', 'number'] as const

/** Loads z3 from where the page was served; rejected where it is not there. */
export const loadZ3: typeof node.loadZ3 = async () => {
  const folder = new URL('../z3/', import.meta.url)
  const file = (name: string): string => new URL(name, folder).href
  const loaded: Promise<{ readonly default: Start }> = import(/* @vite-ignore */ file('z3-built.mjs'))
  const { default: start } = await loaded.catch(() => ({ default: null }))
  if (start === null) throw new Error(WITHOUT_Z3)
  const module = await start({ mainScriptUrlOrBlob: file('z3-built.js'), locateFile: file })
  const direct = (name: string) => module[`_Z3_${name}`]
  const call =
    (name: string, returns: 'void' | 'string' | 'boolean' | 'number', types?: readonly ('number' | 'string')[]) =>
    (...values: readonly unknown[]): unknown =>
      module.ccall(`Z3_${name}`, returns, types ?? POINTERS.slice(0, values.length), values)
  /** Numbers of WebAssembly have signs, counts do not. */
  const count =
    (name: string) =>
    (...values: readonly unknown[]): number =>
      Number(call(name, 'number')(...values)) >>> 0
  const calls: Readonly<Record<keyof node.Z3, unknown>> = {
    get_full_version: call('get_full_version', 'string'),
    global_param_set: call('global_param_set', 'void', ['string', 'string']),
    mk_config: direct('mk_config'),
    mk_context: (config: unknown) => {
      const context = direct('mk_context')?.(config)
      // Errors are asked for by `get_error_code`; otherwise z3 would end its program.
      module._set_noop_error_handler?.(context)
      return context
    },
    mk_solver: direct('mk_solver'),
    solver_inc_ref: direct('solver_inc_ref'),
    solver_from_string: call('solver_from_string', 'void', ['number', 'number', 'string']),
    get_error_code: direct('get_error_code'),
    get_error_msg: call('get_error_msg', 'string'),
    solver_check: (context: unknown, solver: unknown) =>
      module.async_call(module._async_Z3_solver_check, context, solver),
    solver_get_reason_unknown: call('solver_get_reason_unknown', 'string'),
    solver_get_model: direct('solver_get_model'),
    model_inc_ref: direct('model_inc_ref'),
    model_get_num_consts: count('model_get_num_consts'),
    model_get_const_decl: direct('model_get_const_decl'),
    model_get_const_interp: (context: unknown, model: unknown, declaration: unknown) =>
      direct('model_get_const_interp')?.(context, model, declaration) || null,
    get_decl_name: direct('get_decl_name'),
    get_symbol_string: call('get_symbol_string', 'string'),
    is_numeral_ast: call('is_numeral_ast', 'boolean'),
    is_algebraic_number: call('is_algebraic_number', 'boolean'),
    get_numeral_string: call('get_numeral_string', 'string'),
    algebraic_get_poly: direct('algebraic_get_poly'),
    algebraic_get_i: count('algebraic_get_i'),
    ast_vector_inc_ref: direct('ast_vector_inc_ref'),
    ast_vector_size: count('ast_vector_size'),
    ast_vector_get: direct('ast_vector_get'),
  }
  return { z3: calls as unknown as node.Z3 }
}
