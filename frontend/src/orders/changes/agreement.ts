import { ShopProblem } from "../../api/problem";

/** The amount that a refused change asks to agree to; null if it was refused for another reason, or not at all. */
export function amountToAgreeTo(problem: unknown): number | null {
  const isAsking = problem instanceof ShopProblem && problem.slug === "refund-not-agreed";
  return isAsking ? Number(problem.members.refund_minor) : null;
}
