/** What the calls about partners answer. */

/** A partner in a tree, with those below it. */
export interface TreeNode {
  readonly id: string;
  /** Null where the register does not have the partner. */
  readonly title: string | null;
  readonly partnerKind: string | null;
  readonly children: readonly TreeNode[];
}

export interface PartnerTree {
  /** Those above, the top first. */
  readonly above: readonly Omit<TreeNode, 'children'>[];
  readonly tree: TreeNode;
  /** Partners below; those of the tree if it was cut off. */
  readonly count: number;
  /** True where there are more than were asked for. */
  readonly capped: boolean;
}
