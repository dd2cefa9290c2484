/** Which letters languages have beyond ASCII, and in which encodings their texts were kept before there was Unicode. */

export interface Alphabet {
  language: string
  /** The common ones first. */
  letters: string
  encodings: readonly string[]
}

const WESTERN = ['windows-1252', 'iso-8859-15', 'macintosh']
const CENTRAL = ['windows-1250', 'iso-8859-2']
const BALTIC = ['windows-1257', 'iso-8859-13']
const CYRILLIC = ['windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic']

export const ALPHABETS: readonly Alphabet[] = [
  { language: 'German', letters: 'üäößé', encodings: WESTERN },
  { language: 'French', letters: 'éèàêçâôûîùïëœæÿ', encodings: WESTERN },
  { language: 'Spanish', letters: 'óáíñéúü', encodings: WESTERN },
  { language: 'Portuguese', letters: 'ãçáéíõóêâúàôü', encodings: WESTERN },
  { language: 'Italian', letters: 'èàùòìé', encodings: WESTERN },
  { language: 'Catalan', letters: 'àéóèíòçïúü', encodings: WESTERN },
  { language: 'Swedish', letters: 'äåöé', encodings: WESTERN },
  { language: 'Danish', letters: 'åøæé', encodings: WESTERN },
  { language: 'Dutch', letters: 'ëéïèöü', encodings: WESTERN },
  { language: 'Icelandic', letters: 'áíöóúéýðæþ', encodings: WESTERN },
  { language: 'Czech', letters: 'íáěéřčžýšůúťóňď', encodings: CENTRAL },
  { language: 'Slovak', letters: 'áíéčýžúľšôťóňäďĺŕ', encodings: CENTRAL },
  { language: 'Polish', letters: 'łąężśóćńź', encodings: CENTRAL },
  { language: 'Hungarian', letters: 'áéőöíóüúű', encodings: CENTRAL },
  { language: 'Romanian', letters: 'ăîşţâ', encodings: CENTRAL },
  { language: 'Croatian', letters: 'čšžćđ', encodings: CENTRAL },
  { language: 'Lithuanian', letters: 'ėšžųįąčūę', encodings: BALTIC },
  { language: 'Latvian', letters: 'āīēšūļžņķčģ', encodings: BALTIC },
  { language: 'Estonian', letters: 'äõüöšž', encodings: BALTIC },
  { language: 'Turkish', letters: 'ıüşğçöâîi̇', encodings: ['windows-1254'] },
  {
    language: 'Vietnamese',
    letters: 'đô\u0301\u0300ư\u0323ơàâáêă\u0309\u0303éèãíúùóòìýõũĩ',
    encodings: ['windows-1258'],
  },
  { language: 'Russian', letters: 'оеаинтсрвлкмдпуяыьгзбчйхжюшцщэфъё', encodings: CYRILLIC },
  { language: 'Ukrainian', letters: 'оанивіертлксудмпзяьбгчйхїжцєюшщфґ', encodings: CYRILLIC },
  { language: 'Bulgarian', letters: 'аоиентрсвлкдпмъзяубгчцйщжхюшфь', encodings: CYRILLIC },
  { language: 'Serbian', letters: 'аиоенртсвкудљјплмзбгчшћцжњхђџф', encodings: CYRILLIC },
  { language: 'Greek', letters: 'αοιετσνρηπκυλμςωίόάέγθδήύφχώβξζψϊϋΐΰ', encodings: ['windows-1253', 'iso-8859-7'] },
  { language: 'Hebrew', letters: 'יוהלארתבשמנכםדקחפעטןגצזסךץף', encodings: ['windows-1255', 'iso-8859-8'] },
  {
    language: 'Arabic',
    letters: 'الينمرتوبعدسفهكقحجشطصخةذىأضزئءآغظثؤإًٌٍَُِّْـ',
    encodings: ['windows-1256', 'iso-8859-6'],
  },
  { language: 'Persian', letters: 'اینردمهوتبسشکزفگلخپقعجحصطچآغذژضظثئأ', encodings: ['windows-1256'] },
  { language: 'Thai', letters: 'านรอกเงมยลวดทสตะปบคหแจพชขใไโผซณถศธภญฐษฉฟ่้ัีิ์ุู็ึืๆำ', encodings: ['windows-874'] },
]

/** Written without an alphabet: their texts are known by their words. */
export const CHARACTER_SETS: readonly { language: string; encodings: readonly string[] }[] = [
  { language: 'Chinese', encodings: ['gb18030', 'big5'] },
  { language: 'Japanese', encodings: ['shift_jis', 'euc-jp'] },
  { language: 'Korean', encodings: ['euc-kr'] },
]
