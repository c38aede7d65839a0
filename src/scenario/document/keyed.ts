/** Things with settings, keyed by id. The order of keys is the order written and means something. */
export type Keyed<T> = Readonly<Record<string, T>>
