/** Markdown. */
export const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`

/** "24/25 (96%)" */
export const share = (part: number, whole: number) =>
  whole ? `${part}/${whole} (${Math.round((100 * part) / whole)}%)` : '-'
