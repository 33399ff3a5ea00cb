export function escapeHtml(text: string): string
export function anchorOf(heading: string): string
export function inlineHtml(text: string, link: (target: string) => string): string
export function markdownHtml(text: string, link: (target: string) => string): { title: string; html: string }
