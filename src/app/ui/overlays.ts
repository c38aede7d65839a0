/** What is loaded together after the first picture: everything that opens over the page at the press of a button. */
import { ChoiceList } from './ChoiceList.tsx'
import { MenuPopup } from './MenuPopup.tsx'

export const overlays = { ChoiceList, MenuPopup }
