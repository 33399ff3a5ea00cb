type Link = (target: string) => string
type SetFormula = (tex: string, isDisplayed: boolean) => string
export function escapeHtml(text: string): string
export function anchorOf(heading: string): string
export function inlineHtml(text: string, link: Link, math?: SetFormula): string
export function markdownHtml(text: string, link: Link, math?: SetFormula): { title: string; html: string }
