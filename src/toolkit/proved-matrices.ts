import type { LawsResult, MatrixLawEntry } from './laws-result.ts'

/** The matrices all of whose entries are proved laws, if they say more than these: a symmetric one of one entry does not. */
export const provedMatrices = ({
  laws,
  matrixLaws,
}: Pick<LawsResult, 'laws' | 'matrixLaws'>): readonly MatrixLawEntry[] => {
  const proved = new Set(laws.flatMap(({ expression, verdict }) => (verdict.status === 'proved' ? [expression] : [])))
  return matrixLaws.filter(
    ({ entries, kind }) =>
      (entries.length > 1 || kind === 'trace' || kind === 'antisymmetric') && entries.every((one) => proved.has(one)),
  )
}
