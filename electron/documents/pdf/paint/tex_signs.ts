/**
 * Signs of TeX's fonts for mathematics. Papers made by pdfTeX give no Unicode values, and pdf.js takes the code where it
 * doesn't know the glyph's name: "x ⩽ 5" would be read "x 6 5", "A⊤" as "A>", "⌊x⌋" as "bxc".
 */

/** A stroke through the sign that follows; a foot before an arrow. Both have no width of their own. */
export const NEGATION = '\u0338'
export const MAPS_TO = '↦'

/** What Computer Modern's own names say that Adobe's list doesn't have: name, sign, name, sign ... */
const NAMES = `diamondmath ⋄ circleminus ⊖ circledivide ⊘ circledot ⊙ equivasymptotic ≍ precedesequal ≼ followsequal ≽
lessmuch ≪ greatermuch ≫ follows ≻ similarequal ≃ owner ∋ triangle △ triangleinv ▽ negationslash ${NEGATION} mapsto ${MAPS_TO}
Rfractur ℜ Ifractur ℑ latticetop ⊤ unionmulti ⊎ turnstileleft ⊢ turnstileright ⊣ floorleft ⌊ floorright ⌋ ceilingleft ⌈
ceilingright ⌉ arrowbothv ↕ arrowdblbothv ⇕ wreathproduct ≀ coproduct ∐ unionsq ⊔ intersectionsq ⊓ subsetsqequal ⊑
supersetsqequal ⊒ epsilon1 ε pi1 ϖ rho1 ϱ star ⋆ flat ♭ natural ♮ sharp ♯ lscript ℓ triangleright ▷ triangleleft ◁
lessorequalslant ⩽ greaterorequalslant ⩾ square □ squaresolid ■ complement ∁ maltese ✠ greaterorsimilar ≳ lessorsimilar ≲
defines ≜ multimap ⊸ odot ⊙ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ leq ≤ geq ≥ leqslant ⩽ geqslant ⩾ neq ≠ times × in ∈ notin ∉
sim ∼ simeq ≃ approx ≈ cong ≅ equiv ≡ cdot ⋅ pm ± mp ∓ infty ∞ rightarrow → leftarrow ← Rightarrow ⇒ forall ∀ exists ∃
nabla ∇ partial ∂ sum ∑ prod ∏ int ∫ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ cup ∪ cap ∩ wedge ∧ vee ∨ emptyset ∅
varnothing ∅ hslash ℏ checkmark ✓`.split(/\s+/)

const TEX_NAMES: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap((name, i) => (i % 2 === 0 ? [[name, NAMES[i + 1]!] as const] : [])),
)

export const textOfTexName = (name: string): string | undefined => TEX_NAMES.get(name)

/** By codes, 16 a row; a blank where pdf.js knows the name, or the sign is a letter. */
const CMSY: readonly Row[] = [
  [0x00, '      ⋄    ⊖  ⊘⊙'],
  [0x10, '≍     ≼≽    ≪≫ ≻'],
  [0x27, '≃'],
  [0x33, `∋△▽${NEGATION}${MAPS_TO}    ℜℑ⊤`],
  [0x5d, '⊎'],
  [0x60, '⊢⊣⌊⌋⌈⌉'],
  [0x6c, '↕⇕ ≀ ∐  ⊔⊓⊑⊒'],
]
const CMMI: readonly Row[] = [
  [0x22, 'ε  ϖϱ'],
  [0x2e, '▷◁'],
  [0x3f, '⋆'],
  [0x5b, '♭♮♯'],
  [0x60, 'ℓ'],
]
const MSAM: readonly Row[] = [
  [0x00, '⊡⊞⊠□■⋅◊⧫↻↺⇌⇋⊟⊩⊪⊨↠↞⇇⇉⇈⇊↾⇂↿⇃↣↢⇆⇄↰↱⇝↭↫↬≗≿≳⪆⊸∴∵≑≜≾≲⪅⪕⪖⋞⋟≼≦⩽≶‵ ≓≒≽≧⩾≷⊏⊐⊳⊲⊵⊴★≬▼▶◀  △▲▽≖⋚⋛⪋⪌¥⇛⇚✓⊻⊼⩞∠∡∢∝'],
  [0x60, '⌣⌢⋐⋑⋓⋒⋏⋎⋋⋌⫅⫆≏≎⋘⋙⌜⌝®Ⓢ⋔∔∽⋍⌞⌟✠∁⊺⊚⊛⊝'],
]
const MSBM: readonly Row[] = [
  [0x00, '≨≩≰≱≮≯⊀⊁≨≩≰≱⪇⪈⋠⋡⋨⋩⋦⋧≰≱⪵⪶⪹⪺⪉⪊≁≇⟋⟍⊊⊋⊈⊉⫋⫌⫋⫌⊊⊋⊈⊉∦∤∤∦⊬⊮⊭⊯⋭⋬⋪⋫↚↛⇍⇏⇎↮⋇∅∄'],
  [0x60, 'Ⅎ⅁'],
  [0x66, '℧ð≂ℶℷℸ⋖⋗⋉⋊∣∥∖∼≈≊⪸⪷↶↷ϝϰ𝕜ℏℏ϶'],
]

type Row = readonly [first: number, signs: string]

const TABLES: readonly (readonly [RegExp, ReadonlyMap<number, string>])[] = [
  [/^cmb?sy\d/i, tableOf(CMSY)],
  [/^cmmib?\d/i, tableOf(CMMI)],
  [/^msam\d/i, tableOf(MSAM)],
  [/^msbm\d/i, tableOf(MSBM)],
]

/** What a font of TeX draws for a code that nothing else names. */
export function textOfTexCode(font: string, code: number): string | undefined {
  return TABLES.find(([name]) => name.test(font))?.[1].get(code)
}

function tableOf(rows: readonly Row[]): Map<number, string> {
  return new Map(
    rows.flatMap(([first, signs]) =>
      [...signs].flatMap((sign, i) => (sign === ' ' ? [] : [[first + i, sign] as const])),
    ),
  )
}
