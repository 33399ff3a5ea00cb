export interface Section {
  readonly place: string
  readonly page: string
  readonly heading: string
  readonly text: string
}
export interface IndexEntry {
  readonly section: Section
}
export function wordsOf(text: string): readonly string[]
export function indexed(sections: readonly Section[]): readonly IndexEntry[]
export function findSections(index: readonly IndexEntry[], query: string): readonly Section[]
export function excerpt(
  text: string,
  query: string,
  width?: number,
): readonly { readonly text: string; readonly isHit: boolean }[]
