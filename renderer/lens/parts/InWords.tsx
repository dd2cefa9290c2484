import { create } from 'zustand'

/** Whether views say their numbers in plain sentences, too. */
export const useInWords = create<{ isOpen: boolean; toggle(): void }>()((set, get) => ({
  isOpen: false,
  toggle: () => set({ isOpen: !get().isOpen }),
}))

/** The view's numbers in plain sentences, on demand. */
export function InWords({ sentences }: { sentences: readonly string[] }) {
  const { isOpen, toggle } = useInWords()
  return (
    <section className="lens-words">
      <button type="button" className="lens-more" aria-expanded={isOpen} onClick={toggle} title="In plain words (W)">
        In plain words
      </button>
      {isOpen && (
        <div aria-live="polite">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
    </section>
  )
}
