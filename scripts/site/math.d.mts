export function mathHtml(tex: string, isDisplayed: boolean): string
export function mathText(tex: string): string
export function mathStyle(pages: readonly string[]): string
