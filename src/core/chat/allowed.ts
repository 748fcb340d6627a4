/** What may stand in an option, as data that each language puts into words. What a person types stays as it is typed. */
export type Allowed =
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | { readonly kind: "values"; readonly values: readonly string[] }
  | { readonly kind: "text"; readonly lengthMax: number }
  | { readonly kind: "yes-or-no" }
  | { readonly kind: "attachments" }
  | { readonly kind: "ratio"; readonly ratios: readonly string[]; readonly named: readonly string[] }
  /** How far a picture may leave its reference. */
  | { readonly kind: "strength" }
  | { readonly kind: "pictures-at-once"; readonly max: number }
  /** The model has no such setting. */
  | { readonly kind: "nothing" }
  /** This model has no such setting, and these have one. */
  | { readonly kind: "only-of"; readonly models: readonly string[] };
