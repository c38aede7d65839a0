/** What is open, and what else can be: the scenarios that come with Ballast, a file, an access log. */
import { useEffect, useState } from 'react'
import type { Preset } from '../../scenario/presets/preset.ts'
import { openPreset } from '../actions/open.ts'
import { chooseFile } from '../documents/chooseFile.ts'
import { openFile } from '../actions/open.ts'
import { usePage, usePageState } from '../page.ts'
import { ChevronDown } from '../parts/icons.tsx'
import { Menu, MenuDivider, MenuGroup, MenuItem } from '../parts/Menu.tsx'
import css from './ScenarioMenu.module.css'

const { trigger, chevron, titleText } = css

/** The scenarios are checked when they are loaded, which takes a moment that the first picture should have. */
const loadPresets = async (): Promise<readonly Preset[]> =>
  (await import('../../scenario/presets/index.ts')).presets

export function ScenarioMenu() {
  const page = usePage()
  const title = usePageState((state) => state.scenario.title)
  const [isOpen, setOpen] = useState(false)
  const [presets, setPresets] = useState<readonly Preset[]>([])
  useEffect(() => {
    if (isOpen) loadPresets().then(setPresets)
  }, [isOpen])
  return (
    <Menu
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={trigger} aria-label={`Scenario: ${title}`}>
          <span className={titleText}>{title}</span>
          <span className={chevron}>
            <ChevronDown />
          </span>
        </button>
      }
    >
      <MenuGroup label="Scenarios">
        {presets.map((preset) => (
          <MenuItem
            key={preset.id}
            onChoose={() => openPreset(page, preset)}
            text={preset.summary}
          >
            {preset.scenario.title}
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuDivider />
      <MenuItem
        onChoose={() => chooseFile((file) => openFile(page, file))}
        text="A scenario file, or an access log to replay. It stays on this computer."
      >
        Open a file or access log…
      </MenuItem>
    </Menu>
  )
}
