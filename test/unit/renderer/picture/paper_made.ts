import { colourScale } from '../../../../renderer/picture/colour_scale'
import type { Paper } from '../../../../renderer/picture/paper'

/** Paper whose colours are told apart by name, and whose letters are all alike. */
export const PAPER: Paper = {
  colours: {
    back: 'white',
    text: 'black',
    quiet: 'gray',
    line: 'silver',
    evidence: 'orange',
    score: 'purple',
    missed: 'plum',
    entered: 'blue',
    pale: 'lightgray',
    map: colourScale([255, 255, 255], [0, 0, 0]),
  },
  measure: (text, size) => [...text].length * size * 0.5,
}
