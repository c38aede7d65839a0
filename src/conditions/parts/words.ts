/** Values as words: `/api/* or /v2/*`. */
export const either = (values: readonly string[]): string => values.join(' or ')
