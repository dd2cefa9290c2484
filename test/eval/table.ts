/** Figures as Markdown. */

const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`

export const table = (head: string[], rows: (string | number)[][]) =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n')

/** "24/25 (96%)" */
export const share = (part: number, whole: number) =>
  whole ? `${part}/${whole} (${Math.round((100 * part) / whole)}%)` : '-'
