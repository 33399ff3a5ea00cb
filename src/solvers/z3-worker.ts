import type { Z3_ast, Z3_context, Z3_model } from 'z3-solver'
import { tell, threadData } from './thread-side.ts'
import { loadZ3, type Z3 } from './z3-module.ts'
import type { ModelValue, Z3Answer, Z3Request } from './z3-request.ts'

// Asks z3 one question and ends. Of its interface only the calls below are used: a script is read by
// `solver_from_string`, which is synchronous, and decided by one `solver_check`; evaluating text as SMT-LIB commands
// gives false answers when two of them run at once (z3-solver 5.2.0).

/** A number of a model; undefined for one that is neither rational nor algebraic. */
const modelValue = (z3: Z3, context: Z3_context, ast: Z3_ast): ModelValue | undefined => {
  const text = (a: Z3_ast): string => z3.get_numeral_string(context, a)
  if (!z3.is_algebraic_number(context, ast)) return z3.is_numeral_ast(context, ast) ? text(ast) : undefined
  const vector = z3.algebraic_get_poly(context, ast)
  z3.ast_vector_inc_ref(context, vector)
  const size = z3.ast_vector_size(context, vector)
  const polynomial = Array.from({ length: size }, (_, i) => text(z3.ast_vector_get(context, vector, i)))
  return { polynomial, index: z3.algebraic_get_i(context, ast) }
}

const valuesOf = (z3: Z3, context: Z3_context, model: Z3_model): { readonly [name: string]: ModelValue } => {
  const count = z3.model_get_num_consts(context, model)
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => z3.model_get_const_decl(context, model, i)).flatMap((decl) => {
      const value = z3.model_get_const_interp(context, model, decl)
      const known = value === null ? undefined : modelValue(z3, context, value)
      return known === undefined ? [] : [[z3.get_symbol_string(context, z3.get_decl_name(context, decl)), known]]
    }),
  )
}

const answer = async ({ script, milliseconds, megabytes }: Z3Request): Promise<Z3Answer> => {
  const { z3 } = await loadZ3()
  const version = z3.get_full_version()
  z3.global_param_set('memory_max_size', `${megabytes}`)
  z3.global_param_set('timeout', `${Math.max(1, Math.floor(milliseconds))}`)
  const context = z3.mk_context(z3.mk_config())
  const solver = z3.mk_solver(context)
  z3.solver_inc_ref(context, solver)
  z3.solver_from_string(context, solver, script)
  const code = z3.get_error_code(context)
  // A script that was read in part says something else.
  if (code !== 0) return { outcome: 'unknown', version, reason: `z3: ${z3.get_error_msg(context, code).trim()}` }
  const result = await z3.solver_check(context, solver)
  if (result === -1) return { outcome: 'unsat', version }
  if (result === 0) return { outcome: 'unknown', version, reason: z3.solver_get_reason_unknown(context, solver) }
  const model = z3.solver_get_model(context, solver)
  z3.model_inc_ref(context, model)
  return { outcome: 'sat', version, values: valuesOf(z3, context, model) }
}

// The threads of z3 do not keep a worker alive; this does, until it is terminated.
setInterval(() => {}, 60_000)
tell(await answer((await threadData()) as Z3Request))
