/** docs/VALIDATION.md, as text. */
import {
  type Claim,
  type ClaimTable,
  disagreements,
  type Validation,
} from '../../src/app/trust/validation.ts'

export const validationText = ({ engineRevision, claims }: Validation): string =>
  [
    '# How far to trust this',
    `Made by \`npm run validate\`, which measures all of it anew in some minutes; engine revision ${engineRevision}. Nothing here is
written by hand but the words. The page shows the same (help, and the method of a finding). What takes seconds of it is
worked out again by every \`npm test\` (\`tests/validation/\`), and has to come out the same. (\`ballast validate\` is
something else: it checks a scenario file.)`,
    ...claims.map((claim, i) => claimText(claim, i + 1)),
    '',
  ].join('\n\n')

function claimText(claim: Claim, number: number): string {
  const { title, says, tables, limits } = claim
  const apart = disagreements(claim)
  const list = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`**${heading}**`, lines.map((line) => `- ${line}`).join('\n')]
  return [
    `## ${number}. ${title}`,
    says,
    ...tables.map(tableText),
    ...list(
      'What disagrees',
      tables.length === 0 ? [] : apart.length === 0 ? ['Nothing that was looked at.'] : apart,
    ),
    ...list('What this does not say', limits),
  ].join('\n\n')
}

function tableText({ caption, columns, rows }: ClaimTable): string {
  const isHeld = rows.some(({ agrees }) => agrees !== null)
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const head = isHeld ? [...columns, ''] : columns
  return [
    `*${caption}*\n`,
    line(head),
    `|${head.map(() => '---|').join('')}`,
    ...rows.map(({ cells, agrees }) => line(isHeld ? [...cells, verdictText(agrees)] : cells)),
  ].join('\n')
}

const verdictText = (agrees: boolean | null): string =>
  agrees === null ? '' : agrees ? 'agrees' : '**disagrees**'
