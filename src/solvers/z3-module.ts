import { init } from 'z3-solver'

type Interface = Awaited<ReturnType<typeof init>>['Z3']

/** The calls of z3's interface that are made, and no others. */
export type Z3 = Pick<
  Interface,
  | 'get_full_version'
  | 'global_param_set'
  | 'mk_config'
  | 'mk_context'
  | 'mk_solver'
  | 'solver_inc_ref'
  | 'solver_from_string'
  | 'get_error_code'
  | 'get_error_msg'
  | 'solver_check'
  | 'solver_get_reason_unknown'
  | 'solver_get_model'
  | 'model_inc_ref'
  | 'model_get_num_consts'
  | 'model_get_const_decl'
  | 'model_get_const_interp'
  | 'get_decl_name'
  | 'get_symbol_string'
  | 'is_numeral_ast'
  | 'is_algebraic_number'
  | 'get_numeral_string'
  | 'algebraic_get_poly'
  | 'algebraic_get_i'
  | 'ast_vector_inc_ref'
  | 'ast_vector_size'
  | 'ast_vector_get'
>

/** Loads z3 from the optional package; a page puts another module in the place of this one. */
export const loadZ3 = async (): Promise<{ readonly z3: Z3 }> => {
  const { Z3: z3 } = await init()
  return { z3 }
}
