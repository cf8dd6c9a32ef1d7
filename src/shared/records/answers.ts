/** What calls about records answer with. */

/** A broken rule: its code, the field where it is broken (if it is one), and the sentence in English. */
export type WarningShown = { readonly code: string; readonly path?: string; readonly sentence: string };
