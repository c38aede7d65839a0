/** What a field of the editor is given: the part of the document that it shows, and where it stands. */
import type { Json } from '../../scenario/document/json.ts'
import type { Shape } from '../../scenario/document/shape.ts'
import type { LaneDocument, Place } from '../scenarioPanel/rowParts.ts'

export interface FieldProps {
  /** The lane that is edited first; the others are shown beside its values. */
  readonly lanes: readonly [LaneDocument, ...LaneDocument[]]
  readonly place: Place
  readonly shape: Shape
  readonly value: Json
}
