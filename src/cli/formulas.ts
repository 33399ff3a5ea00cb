import type { ReportOptions } from '../report/render-report.ts'

/** How a page shows formulas: as MathML, by a package that is read for pages only. */
export const formulasOf = async (format: string): Promise<Pick<ReportOptions, 'formula'>> =>
  format === 'html' ? { formula: (await import('../report/mathml.ts')).mathml } : {}
