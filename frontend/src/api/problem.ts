import type { Problem } from "./schema";

const PREFIX = "urn:cloudshop:problem:";

/** An API response that reports a problem (RFC 9457). `slug` names it, and `fields` has what is wrong with each field. */
export class ShopProblem extends Error {
  readonly slug: string;
  readonly status: number;
  readonly requestId: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(problem: Partial<Omit<Problem, "type">> & { type?: string; status: number }) {
    super(problem.detail || problem.title || `HTTP ${problem.status}`);
    this.slug = problem.type?.startsWith(PREFIX) ? problem.type.slice(PREFIX.length) : "unreadable";
    this.status = problem.status;
    this.requestId = problem.request_id ?? "";
    this.fields = Object.fromEntries((problem.errors ?? []).map(({ field, problem }) => [field, problem]));
    this.members = problem;
  }
}

/** Whether a change was refused because another person has made one first. */
export function isChangedMeanwhile(problem: unknown): boolean {
  return problem instanceof ShopProblem && problem.slug === "changed-meanwhile";
}

/** A request without a response: it is not known whether it took effect. */
export class ResponseLost extends Error {}

/** Parses a refusal. One that the shop did not write, such as a proxy's error page, has its status only. */
export async function parseProblem(response: Response): Promise<ShopProblem> {
  const status = response.status;
  try {
    return new ShopProblem({ ...((await response.clone().json()) as Partial<Problem>), status });
  } catch {
    return new ShopProblem({ status });
  }
}
