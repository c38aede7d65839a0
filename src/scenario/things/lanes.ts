/** A lane other than the base: a name, and what it does differently. */
import * as v from 'valibot'
import { keyed, struct, upTo } from '../document/fields.ts'
import type { JsonObject } from '../document/json.ts'
import { labelled, text } from '../document/knobSchema.ts'

/** A page can show no more than these, and has a colour for each; the first one is the base. */
export const LANE_LETTERS = 'ABCDEF'

export const LANE_TITLE_MAX = 80

/** A JSON Merge Patch over the base (RFC 7396), with the union rule of `mergePatch.ts`. */
export type Patch = JsonObject

export interface Lane {
  readonly title: string
  readonly patch: Patch
}

const lane = struct('Lane', {
  title: v.optional(
    text({ label: 'Title', help: 'What the lane is called.', min: 0, max: LANE_TITLE_MAX }),
    '',
  ),
  patch: labelled(
    v.looseObject({}, 'it must be an object with the changes to the base. Write it so.'),
    { label: 'Patch', allowed: 'an object with the changes to the base' },
    'A JSON Merge Patch over the base.',
  ),
})

/** @internal */
export const lanes = v.optional(keyed('Lanes', 'Lane', upTo(LANE_LETTERS.length - 1), lane), {})
