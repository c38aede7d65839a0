/** A text, or one in parts, as a file of the user's. */
export function download(name: string, text: string | readonly Blob[], type: string): void {
  const parts = typeof text === 'string' ? [text] : [...text]
  const address = URL.createObjectURL(new Blob(parts, { type }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** `One slow target` as `one-slow-target`. */
export const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'scenario'
