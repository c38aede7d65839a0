/** What a node says that has nobody to choose from: NGINX 502, others 503. */
import { cause } from '../../model/outcome.ts'
import type { Group } from '../indices.ts'
import type { World } from '../world.ts'

const AS_NGINX = { status: 502, why: cause('no-live-upstreams') } as const
const AS_OTHERS = { status: 503, why: cause('no-targets') } as const

export const unservedBy = ({ plan }: World, group: Group): typeof AS_NGINX | typeof AS_OTHERS =>
  plan.groups[group].ejection?.kind === 'max-fails' ? AS_NGINX : AS_OTHERS
