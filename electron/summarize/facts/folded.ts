/** Letters as they are compared: no accents, no ligatures, one kind of quote, lower case. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/ß/g, 'ss')
    .toLowerCase()
