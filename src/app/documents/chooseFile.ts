/** Asks for a file, and gives it on. Nothing happens when none is chosen. */
export function chooseFile(onChosen: (file: File) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,.log,.txt,.gz,application/json,text/plain'
  input.onchange = () => {
    const file = input.files?.[0]
    if (file !== undefined) onChosen(file)
  }
  input.click()
}
