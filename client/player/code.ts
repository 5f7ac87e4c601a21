import { createSignal, type Accessor } from 'solid-js'

/** A piece of code, with the class that its colour hangs on. */
export type CodePiece = { text: string; look: string }
type Hast = { type: string; value?: string; properties?: { className?: string[] }; children?: Hast[] }

/** The code in pieces to colour: all in one until the highlighter has arrived, and for a language it does not know. */
export function createHighlight(code: string, language: string): Accessor<CodePiece[]> {
  const [pieces, setPieces] = createSignal<CodePiece[]>([{ text: code, look: '' }])
  if (language) void highlight(code, language).then(setPieces, () => {}) // without colours it is the same code
  return pieces
}

async function highlight(code: string, language: string): Promise<CodePiece[]> {
  const { common, createLowlight } = await import('lowlight')
  const lowlight = createLowlight(common)
  return lowlight.registered(language) ? piecesOf(lowlight.highlight(language, code) as Hast, '') : [{ text: code, look: '' }]
}

function piecesOf(node: Hast, look: string): CodePiece[] {
  if (node.type === 'text') return [{ text: node.value ?? '', look }]
  const own = node.properties?.className?.join(' ') ?? look
  return (node.children ?? []).flatMap((child) => piecesOf(child, own))
}
