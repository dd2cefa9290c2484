const NAME = String.raw`^(?:fig(?:ure|\.)|table|tab\.|abb(?:ildung|\.)|tabelle|tableau|figura|tabla)\s*\d`
const NAMED = new RegExp(NAME, 'i')
const CAPTION = new RegExp(String.raw`${NAME}[\d.]*\s*[:.–—|](?:\s|$)`, 'i')

/** "Figure 3" and what follows: a caption, or words about it. */
export const namesFigure = (text: string): boolean => NAMED.test(text)

/** "Figure 3: The harbour", "Table 2. Boats": not "Figure 3 shows". */
export const isCaption = (text: string): boolean => CAPTION.test(text)
