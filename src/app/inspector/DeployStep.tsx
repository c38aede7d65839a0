/** How the target that was deregistered last, up to the playhead, left and came back: in seconds after that, by lane. */
import { deployStepsOf, type DeployStep as Step } from '../../analysis/numbers/deploySteps.ts'
import { usePage } from '../page/page.ts'
import { InspectorSection, LaneTable, useAtPlayhead } from './parts.tsx'

export function DeployStep() {
  const page = usePage()
  const moments = useAtPlayhead((view, playheadUs) => {
    const trace = page.stages.get(view.lane)?.index?.trace
    if (trace === undefined) return null
    const steps = deployStepsOf(trace)
    const step = steps.findLast(({ startUs }) => startUs <= playheadUs) ?? steps[0]
    return step === undefined ? null : { step, nodes: trace.meta.names.nodes }
  })
  if (moments.every((each) => each === null)) return null
  const nodes = moments.find((each) => each !== null)?.nodes ?? []
  const row = (label: string, of: (step: Step) => number | null | undefined) => ({
    label,
    values: moments.map((each) => (each === null ? null : secondsText(of(each.step)))),
  })
  return (
    <InspectorSection title="The step at the playhead, in seconds">
      <LaneTable
        caption="What happened to the target that was deregistered last, in seconds after that"
        rows={[
          { label: 'Target', values: moments.map((each) => each?.step.target ?? null) },
          {
            label: 'Deregistered at',
            values: moments.map((each) => (each === null ? null : inSeconds(each.step.startUs))),
          },
          row('Told to stop', ({ stopUs }) => stopUs),
          row('Gone', ({ goneUs }) => goneUs),
          ...nodes.map(({ zone }, n) => row(`Node ${zone} knows`, ({ heardUs }) => heardUs[n])),
          row('Started again', ({ upUs }) => upUs),
          row('Registered again', ({ registeredUs }) => registeredUs),
          row('Healthy for the last node', ({ healthyUs }) => healthyUs),
        ]}
      />
    </InspectorSection>
  )
}

const inSeconds = (us: number): string => (us / 1e6).toFixed(1)

const secondsText = (us: number | null | undefined): string | null =>
  us === null || us === undefined ? null : inSeconds(us)
