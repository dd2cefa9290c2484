import type { RGBColor } from '../markup/colour'
import { hexColour } from '../office/paint'

/** The colours that a file names by numbers. */
export class RtfColours {
  private readonly colours: (RGBColor | undefined)[] = []
  private parts: Record<string, number> = {}

  word(name: string, value: number): void {
    if (/^(?:red|green|blue)$/.test(name)) this.parts[name] = value
  }

  /** A colour ends; one without parts is chosen by the program. */
  end(): void {
    const { red, green, blue } = this.parts
    const hex = [red, green, blue].map((part = 0) => Math.min(255, Math.max(0, part)).toString(16).padStart(2, '0'))
    this.colours.push(red === undefined ? undefined : hexColour(hex.join('')))
    this.parts = {}
  }

  of(number: number): RGBColor | undefined {
    return this.colours[number]
  }
}
