declare module 'aglfn' {
  /** Adobe's glyph list for new fonts: names, and code points in hexadecimal digits. */
  const glyphs: { glyphName: string; unicodeValue: string; charName: string }[]
  export default glyphs
}
