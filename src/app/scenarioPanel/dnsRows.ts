/** What can be set about the DNS: of a name, of each of its answers, and of who asks for it. */
import { policyByKind } from '../../policies/index.ts'
import { own } from '../../scenario/document/json.ts'
import { ANSWER, RECORD, RECORD_CHECK, RESOLVER } from '../../scenario/things/dns.ts'
import { familyRows, type KnobRow, knobRows, type Lanes, type PanelRow, rowAt } from './rowParts.ts'

export function dnsRows(
  lanes: Lanes,
  id: string,
): { readonly rows: readonly PanelRow[]; readonly more: readonly PanelRow[] } {
  const place = ['dns', 'records', id]
  const { startsCold, holdsMs } = RESOLVER
  const ofResolvers = (name: string) =>
    Object.keys(lanes[0].document.dns.resolvers).map((resolver) => [
      ...['dns', 'resolvers', resolver, name],
    ])
  return {
    rows: [
      ...knobRows(lanes, RECORD, place),
      ...familyRows(lanes, { label: 'Policy', family: 'policies', place: [...place, 'policy'] }),
      ...answerRows(lanes, id),
    ],
    more: [
      ...checkRows(lanes, id),
      rowAt(lanes, startsCold, ofResolvers('startsCold')),
      rowAt(lanes, holdsMs, ofResolvers('holdsMs')),
    ],
  }
}

/** How a name's answers are checked; nothing but the switch where no lane checks them. */
export function checkRows(lanes: Lanes, record: string): readonly KnobRow[] {
  const { isOn, ...ofChecks } = RECORD_CHECK
  const isChecked = lanes.some(({ document }) => own(document.dns.records, record)?.check.isOn)
  const place = ['dns', 'records', record, 'check']
  return knobRows(lanes, isChecked ? { isOn, ...ofChecks } : { isOn }, place)
}

/** Of each answer what the policy of some lane looks at. */
function answerRows(lanes: Lanes, record: string): readonly KnobRow[] {
  const { weight, isSecondary } = ANSWER
  const looks = new Set(
    lanes.map(({ document }) => {
      const policy = own(document.dns.records, record)?.policy
      return policy === undefined ? undefined : policyByKind(policy.kind).looksAt
    }),
  )
  const knobs = {
    ...(looks.has('weight') ? { weight } : {}),
    ...(looks.has('role') ? { isSecondary } : {}),
  }
  const answers = Object.keys(own(lanes[0].document.dns.records, record)?.answers ?? {})
  return answers.flatMap((answer) =>
    knobRows(lanes, knobs, ['dns', 'records', record, 'answers', answer]).map((row) => ({
      ...row,
      label: `${row.label}, ${answer}`,
    })),
  )
}
