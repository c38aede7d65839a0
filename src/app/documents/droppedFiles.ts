/** What was dropped on the page: its files, and the names of folders among them, which have no content to read. */

export interface Dropped {
  readonly files: readonly File[]
  readonly folders: readonly string[]
}

/** To be called while the drop is handled: afterwards the browser takes the list away. */
export function droppedFiles({ items, files }: DataTransfer): Dropped {
  const folders = new Set<string>()
  for (const item of items) {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    if (entry?.isDirectory === true) folders.add(entry.name)
  }
  return {
    files: [...files].filter(({ name }) => !folders.has(name)),
    folders: [...folders],
  }
}
