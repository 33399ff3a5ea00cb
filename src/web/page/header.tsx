import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { CheckView, LawsView } from '../engine/protocol.ts'
import { type ExplorerState, THEMES, type Theme } from '../state.ts'
import { commandLine, problemFile } from './copies.ts'
import { CopyButton } from './copy-button.tsx'
import { linkOf } from './saved-state.ts'

/** A button that opens a list of others; Escape and a click elsewhere close it. */
const Menu = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event): void => {
      const own = details.current
      if (own === null || !own.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        own.querySelector('summary')?.focus()
      } else if (event.target instanceof Node && own.contains(event.target)) return
      own.open = false
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
    }
  }, [])
  return (
    <details class="menu" ref={details}>
      <summary>{label}</summary>
      <div class="items">{children}</div>
    </details>
  )
}

const THEME_TITLES: Readonly<Record<Theme, string>> = { system: 'Auto', light: 'Light', dark: 'Dark' }

interface HeaderProps {
  readonly state: ExplorerState
  readonly laws: LawsView | undefined
  readonly check: CheckView | undefined
  readonly onState: (change: Partial<ExplorerState>) => void
  readonly isGallery: boolean
  readonly onGallery: () => void
}

export const Header = ({ state, laws, check, onState, isGallery, onGallery }: HeaderProps) => {
  const report = check?.report ?? laws?.report
  return (
    <header class="bar">
      <h1>
        gradlaw <span class="faint">explorer</span>
      </h1>
      <nav aria-label="page">
        <button type="button" aria-pressed={isGallery} onClick={onGallery}>
          Gallery
        </button>
        <Menu label="Copy">
          <CopyButton label="Link" text={() => linkOf(state)} name="gradlaw-link.txt" />
          {state.subject === 'objective' ? (
            <CopyButton label="Problem file" text={() => problemFile(state)} name="problem.yaml" />
          ) : null}
          <CopyButton label="Command line" text={() => commandLine(state)} name="gradlaw-command.txt" />
          {report === undefined ? null : <CopyButton label="LaTeX report" text={report} name="gradlaw-report.tex" />}
        </Menu>
        <label class="theme">
          <span class="hidden">Colours</span>
          <select
            value={state.theme}
            onChange={(e) => onState({ theme: THEMES.find((one) => one === e.currentTarget.value) ?? 'system' })}
          >
            {THEMES.map((theme) => (
              <option key={theme} value={theme}>
                {THEME_TITLES[theme]}
              </option>
            ))}
          </select>
        </label>
      </nav>
    </header>
  )
}
