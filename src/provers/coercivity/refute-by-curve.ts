import type { Json } from '../../kernel/json.ts'
import type { Search } from '../attempt.ts'
import type { CoercivityPiece } from './prove-coercive.ts'
export const refuteByCurve = (piece: CoercivityPiece, search: Search): Json | undefined => {
  void piece
  void search
  return undefined
}
