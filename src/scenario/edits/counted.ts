/** Things that are varied in number: the targets of a group, or hosts. */
export type Counted =
  | { readonly kind: 'targets'; readonly group: string }
  | { readonly kind: 'hosts' }

/** Where the things stand that are counted. */
export const placeOf = (counted: Counted): readonly string[] =>
  counted.kind === 'hosts' ? ['hosts'] : ['targetGroups', counted.group, 'targets']
