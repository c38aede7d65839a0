/**
 * Members and knobs: how a member of a family describes itself and its settings.
 * From this one description come the page's control, the validation, the link field, the flag of the
 * command line, the JSON Schema and the row in the docs. Every knob has a default unless it points at a thing.
 */

interface Described {
  /** What the control is called: `Targets sampled`. */
  readonly label: string
  /** One sentence of help for a newcomer. */
  readonly help: string
  /** Where it means something: of a choice beside it, the options that read it. */
  readonly where?: Readonly<Record<string, readonly string[]>>
}

export interface NumberKnob extends Described {
  readonly type: 'number'
  /** `ms`, `/s`, `targets`, `×`, `%` only in formatting: ratios are 0 to 1 and have unit ''. */
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly default: number
  readonly isInteger: boolean
  /** Whether a slider over the range should be logarithmic. */
  readonly isLog: boolean
}

export interface ChoiceKnob<Options extends string = string> extends Described {
  readonly type: 'choice'
  readonly options: readonly { readonly id: Options; readonly label: string }[]
  readonly default: Options
}

export interface FlagKnob extends Described {
  readonly type: 'flag'
  readonly default: boolean
}

/** A list of rows of numbers, such as the corners of a rate profile or a table of quantiles. */
export interface TableKnob extends Described {
  readonly type: 'table'
  readonly columns: readonly {
    readonly label: string
    readonly unit: string
    readonly min: number
    readonly max: number
    /** `ascending` columns must not fall from one row to the next. */
    readonly order: 'ascending' | 'any'
  }[]
  readonly rowsMin: number
  readonly rowsMax: number
  readonly default: readonly (readonly number[])[]
}

/** A whole member of another family, such as the distribution of a think time. */
export interface MemberKnob extends Described {
  readonly type: 'member'
  readonly family: string
  readonly default: { readonly kind: string } & Readonly<Record<string, unknown>>
}

/** Names a thing of the scenario by its id; has no default, so it must be given. */
export interface ReferenceKnob extends Described {
  readonly type: 'reference'
  readonly to: string
}

/** What a text may be: how long, and of which form. */
interface TextForm {
  readonly min: number
  readonly max: number
  readonly pattern: RegExp
  /** The form in words: `a host with wildcards`. */
  readonly allowed: string
}

export interface TextKnob extends Described, TextForm {
  readonly type: 'text'
  readonly default: string
}

/** A few texts of one form, such as the values of a condition. */
export interface TextsKnob extends Described, TextForm {
  readonly type: 'texts'
  readonly countMax: number
  readonly default: readonly string[]
}

export type Knob =
  | NumberKnob
  | ChoiceKnob
  | FlagKnob
  | TextKnob
  | TextsKnob
  | TableKnob
  | MemberKnob
  | ReferenceKnob
export type Knobs = Readonly<Record<string, Knob>>

/** The value that a knob stands for in a scenario. */
export type KnobValue<K extends Knob> =
  K extends ChoiceKnob<infer Options>
    ? Options
    : K extends NumberKnob
      ? number
      : K extends FlagKnob
        ? boolean
        : K extends TableKnob
          ? readonly (readonly number[])[]
          : K extends TextsKnob
            ? readonly string[]
            : K extends MemberKnob
              ? K['default']
              : string

export type KnobValues<Ks extends Knobs> = { readonly [Name in keyof Ks]: KnobValue<Ks[Name]> }

/** What all members of all families say of themselves where they are chosen and checked. */
export interface MemberFacts<Id extends string = string, Ks extends Knobs = Knobs> {
  readonly id: Id
  readonly label: string
  /** One or two sentences that a newcomer understands. */
  readonly summary: string
  readonly knobs: Ks
  /** What the knobs together get wrong, as a sentence with what to do; null when they fit each other. */
  check?(knobs: KnobValues<Ks>): string | null
}

/** The whole of it; a family's `define.ts` adds what is its own. */
export interface Member<Id extends string = string, Ks extends Knobs = Knobs>
  extends MemberFacts<Id, Ks> {
  /** Where it comes from: author, venue, year; or the real thing, and what in it is our model. */
  readonly source: string
}

/** A member as a scenario writes it: its id under the tag of the family, and a value for each of its knobs. */
export type SpecOf<Tag extends string, M> =
  M extends Member<infer Id, infer Ks> ? { readonly [T in Tag]: Id } & KnobValues<Ks> : never

type NumberOptions = Described & {
  readonly unit: string
  readonly min: number
  readonly max: number
  readonly default: number
  readonly isLog?: true
}

/** A real number with a unit and a range. */
export const number = (options: NumberOptions): NumberKnob => ({
  ...options,
  type: 'number',
  isInteger: false,
  isLog: options.isLog === true,
})

/** A whole number with a unit and a range. */
export const count = (options: NumberOptions): NumberKnob => ({
  ...number(options),
  isInteger: true,
})

/** A length of time in milliseconds, with at most three decimals. */
export const duration = (options: Omit<NumberOptions, 'unit'>): NumberKnob =>
  number({ ...options, unit: 'ms' })

/** A share from 0 to 1. */
export const ratio = (
  options: Described & { readonly default: number; readonly max?: number },
): NumberKnob => number({ unit: '', min: 0, max: 1, ...options })

export const choice = <Options extends string>(
  options: Omit<ChoiceKnob<Options>, 'type'>,
): ChoiceKnob<Options> => ({ ...options, type: 'choice' })

export const flag = (options: Omit<FlagKnob, 'type'>): FlagKnob => ({ ...options, type: 'flag' })

export const text = (options: Omit<TextKnob, 'type'>): TextKnob => ({ ...options, type: 'text' })

export const texts = (options: Omit<TextsKnob, 'type'>): TextsKnob => ({
  ...options,
  type: 'texts',
})

export const table = (options: Omit<TableKnob, 'type'>): TableKnob => ({
  ...options,
  type: 'table',
})

export const member = (options: Omit<MemberKnob, 'type'>): MemberKnob => ({
  ...options,
  type: 'member',
})

export const reference = (options: Omit<ReferenceKnob, 'type'>): ReferenceKnob => ({
  ...options,
  type: 'reference',
})
