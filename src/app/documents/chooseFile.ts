/**
 * Asks for files, and gives them on. Nothing happens when none is chosen. Every name is offered: a log is as often
 * called `access_log` or `access.log.1` as it has an ending that a list could name.
 */
export function chooseFiles(onChosen: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.onchange = () => {
    const files = [...(input.files ?? [])]
    if (files.length > 0) onChosen(files)
  }
  input.click()
}
