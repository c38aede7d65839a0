import { expect, test } from 'vitest'
import { droppedFiles } from '../../src/app/documents/droppedFiles.ts'

/** What a browser gives of files and folders that were dropped, as far as it is looked at. */
function transferOf(...names: readonly string[]): DataTransfer {
  const isFolder = (name: string): boolean => !name.includes('.')
  const items = names.map((name) => ({
    kind: 'file',
    webkitGetAsEntry: () => ({ name, isDirectory: isFolder(name) }),
  }))
  return { items, files: names.map((name) => new File([], name)) } as unknown as DataTransfer
}

test('folders are told from files', () => {
  const { files, folders } = droppedFiles(transferOf('a.log', 'logs', 'b.log'))
  expect(files.map(({ name }) => name)).toEqual(['a.log', 'b.log'])
  expect(folders).toEqual(['logs'])
})

test('a text that was dropped is neither', () => {
  const transfer = { items: [{ kind: 'string', webkitGetAsEntry: () => null }], files: [] }
  expect(droppedFiles(transfer as unknown as DataTransfer)).toEqual({ files: [], folders: [] })
})
