export function sitePages(style: string): Map<string, string>
