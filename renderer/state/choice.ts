import { create } from 'zustand'

/** Documents of the library that are being chosen, to be asked together or compared; undefined: none are. */
interface ChoiceState {
  chosen?: readonly string[]
  choose(documents: readonly string[]): void
  end(): void
}

export const useChoice = create<ChoiceState>()((set) => ({
  choose: (chosen) => set({ chosen }),
  end: () => set({ chosen: undefined }),
}))

/** Collections are none that can be collected or compared. */
export const canBeChosen = ({ kind }: { kind: string }): boolean => kind !== 'collection'
