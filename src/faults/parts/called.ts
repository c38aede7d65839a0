/** Which of the things that are called a fault is about. */
import { choice } from '../../base/knobs.ts'

export const CALLED = choice({
  label: 'Of what',
  help: 'What stands behind the targets, or the identity provider that balancers ask.',
  options: [
    { id: 'behind', label: 'Behind the targets' },
    { id: 'identity', label: 'Identity provider' },
  ],
  default: 'behind',
})

export const calledName = (called: string): string =>
  called === 'identity' ? 'identity provider' : 'dependency'
