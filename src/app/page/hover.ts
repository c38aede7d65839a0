/** What the pointer is over, the same in all lanes. No part of the state: it changes with every move. */
export interface HoverThing {
  readonly kind:
    | 'client'
    | 'node'
    | 'target'
    | 'host'
    | 'resolver'
    | 'dependency'
    | 'identity-provider'
  readonly id: string
}

export class Hover {
  private thing: HoverThing | null = null
  private readonly onChange: () => void

  constructor(onChange: () => void) {
    this.onChange = onChange
  }

  get current(): HoverThing | null {
    return this.thing
  }

  set(thing: HoverThing | null): void {
    if (thing?.kind === this.thing?.kind && thing?.id === this.thing?.id) return
    this.thing = thing
    this.onChange()
  }
}
