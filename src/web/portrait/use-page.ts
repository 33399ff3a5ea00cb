import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Theme } from '../state.ts'
import { DARK, LIGHT, type Palette } from './palette.ts'

const useMedia = (query: string): boolean => {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const change = (): void => setMatches(media.matches)
    change()
    media.addEventListener('change', change)
    return () => media.removeEventListener('change', change)
  }, [query])
  return matches
}

/** The colours of the theme, or of the system where it has the say. */
export const usePalette = (theme: Theme): Palette => {
  const isDark = useMedia('(prefers-color-scheme: dark)')
  return theme === 'dark' || (theme === 'system' && isDark) ? DARK : LIGHT
}

export const useReducedMotion = (): boolean => useMedia('(prefers-reduced-motion: reduce)')

/** The width of an element in CSS pixels and the pixels of the device for each of them. */
export const useWidth = (
  element: RefObject<HTMLElement | null>,
): { readonly width: number; readonly ratio: number } => {
  const [size, setSize] = useState({ width: 0, ratio: 1 })
  useEffect(() => {
    const target = element.current
    if (target === null) return
    const measure = (): void =>
      setSize((before) => {
        const next = { width: Math.floor(target.clientWidth), ratio: Math.min(3, devicePixelRatio || 1) }
        return next.width === before.width && next.ratio === before.ratio ? before : next
      })
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    measure()
    return () => observer.disconnect()
  }, [element])
  return size
}
