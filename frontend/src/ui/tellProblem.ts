import { AnswerLost, ShopProblem } from "../api/problem";
import type { Say } from "../i18n/texts";
import { type ProblemKey, problemTexts } from "./problemTexts";

export interface ToldProblem {
  readonly sentence: string;
  /** The shop's own words, in English, where there is no translation of the problem. */
  readonly detail?: string;
  readonly requestId?: string;
}

export function tellProblem(problem: unknown, t: Say<ProblemKey>): ToldProblem {
  if (problem instanceof AnswerLost) return { sentence: t("lost") };
  if (!(problem instanceof ShopProblem)) return { sentence: t("crashed") };
  const requestId = problem.status >= 500 ? problem.requestId : undefined;
  if (isTranslated(problem.slug)) return { sentence: t(problem.slug), requestId };
  return { sentence: t("other"), detail: problem.message, requestId };
}

function isTranslated(slug: string): slug is ProblemKey {
  return slug in problemTexts.en;
}
