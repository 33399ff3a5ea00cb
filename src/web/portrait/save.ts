/** Offers a file to be saved. */
export const saveFile = (name: string, content: Blob): void => {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** Puts a text on the clipboard; where that is forbidden, offers it as a file. Says what was done. */
export const copyText = async (what: string, fileName: string, content: string): Promise<string> => {
  try {
    await navigator.clipboard.writeText(content)
    return `${what} copied.`
  } catch {
    saveFile(fileName, new Blob([content], { type: 'text/plain' }))
    return `The clipboard is not allowed here: ${what} saved as ${fileName}.`
  }
}

/** The layers of a picture as one PNG on the colour of the page. */
export const savePicture = (layers: readonly HTMLCanvasElement[], paper: string, name: string): void => {
  const [first] = layers
  if (first === undefined || first.width === 0) return
  const joined = document.createElement('canvas')
  joined.width = first.width
  joined.height = first.height
  const context = joined.getContext('2d')
  if (context === null) return
  context.fillStyle = paper
  context.fillRect(0, 0, joined.width, joined.height)
  for (const layer of layers) context.drawImage(layer, 0, 0)
  joined.toBlob((blob) => {
    if (blob !== null) saveFile(name, blob)
  }, 'image/png')
}
