/** What a choice or menu that opens takes over from the button that stood in for it. */
export interface Handover {
  readonly hadFocus: boolean
  readonly isOpenDue: boolean
}
