import type { Problem } from "./schema";

const PREFIX = "urn:cloudshop:problem:";

/** An answer that says what went wrong (RFC 9457): `slug` names it, `fields` holds what is wrong with which field. */
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

/** The call was sent, and no answer came: nobody knows whether it took effect. */
export class AnswerLost extends Error {}

/** What a refusal says; one that is not the shop's own (a proxy's page) is told by its status alone. */
export async function readProblem(response: Response): Promise<ShopProblem> {
  const status = response.status;
  try {
    return new ShopProblem({ ...((await response.clone().json()) as Partial<Problem>), status });
  } catch {
    return new ShopProblem({ status });
  }
}
