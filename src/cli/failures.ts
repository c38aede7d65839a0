/** What ends a command early. Both are thrown inside `cli` only, and caught where a command is run. */

/** Wrong use of the command, as a sentence. */
export class WrongUse extends Error {}

/** Something that could not be done, as sentences. */
export class Failure extends Error {}
