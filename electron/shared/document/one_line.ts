/** The text in one line: every run of white space is one space, none at either end. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
