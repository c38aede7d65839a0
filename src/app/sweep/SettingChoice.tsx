/** Which setting is swept: a list that one can search, for there are dozens. */
import { Combobox } from '@base-ui/react/combobox'
import choiceCss from '../ui/Choice.module.css'
import { Check, ChevronDown } from '../ui/icons.tsx'
import css from './SettingChoice.module.css'
import type { SweptSetting } from './sweptSettings.ts'

const { trigger, chevron, item, mark, summary, groupName } = choiceCss
const { popup, search, list, empty } = css

interface SettingChoiceProps {
  readonly setting: SweptSetting
  readonly settings: readonly SweptSetting[]
  readonly onChoose: (field: string) => void
}

interface Group {
  readonly value: string
  readonly items: readonly SweptSetting[]
}

export function SettingChoice({ setting, settings, onChoose }: SettingChoiceProps) {
  const name = nameOf(setting)
  return (
    <Combobox.Root
      items={groupsOf(settings)}
      value={setting}
      onValueChange={(next: SweptSetting | null) => next !== null && onChoose(next.field)}
      itemToStringLabel={nameOf}
      isItemEqualToValue={(one, other) => one.field === other.field}
      autoHighlight
    >
      <Combobox.Trigger className={trigger} aria-label={`Setting: ${name}`} data-tip={name}>
        <span>{name}</span>
        <Combobox.Icon className={chevron}>
          <ChevronDown />
        </Combobox.Icon>
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner align="start" sideOffset={4} style={{ zIndex: 25 }}>
          <Combobox.Popup className={popup} aria-label="Setting">
            <Combobox.Input className={search} placeholder="Search" aria-label="Search settings" />
            <Combobox.Empty className={empty}>No setting is called so.</Combobox.Empty>
            <Combobox.List className={list} aria-label="Settings">
              {(group: Group) => (
                <Combobox.Group key={group.value} items={group.items}>
                  <Combobox.GroupLabel className={groupName}>{group.value}</Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(each: SweptSetting) => <Item key={each.field} setting={each} />}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

const Item = ({ setting }: { readonly setting: SweptSetting }) => (
  <Combobox.Item value={setting} className={item}>
    <Combobox.ItemIndicator className={mark}>
      <Check />
    </Combobox.ItemIndicator>
    <span>{setting.label}</span>
    {setting.idle !== null && (
      <span className={summary}>Changes nothing as things stand: {setting.idle}</span>
    )}
  </Combobox.Item>
)

const nameOf = ({ section, label }: SweptSetting): string => `${section}: ${label}`

/** In their order, under the sections of the panel. */
function groupsOf(settings: readonly SweptSetting[]): readonly Group[] {
  const groups = new Map<string, SweptSetting[]>()
  for (const setting of settings) {
    groups.set(setting.section, [...(groups.get(setting.section) ?? []), setting])
  }
  return [...groups].map(([value, items]) => ({ value, items }))
}
