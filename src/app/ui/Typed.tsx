/** A text in which what stands in backquotes is typed. */
export const Typed = ({ text }: { readonly text: string }) =>
  text.split('`').map((piece, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a fixed text, which have nothing else
      <code key={i}>{piece}</code>
    ) : (
      piece
    ),
  )
