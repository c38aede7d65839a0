/** The whole of a page: it shows the fingerprint of the replay zone's numbers, as this engine has them. */
import { numericFingerprint } from '../../support/numericFingerprint.ts'

const output = document.createElement('output')
output.textContent = numericFingerprint()
document.body.append(output)
