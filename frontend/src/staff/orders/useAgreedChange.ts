import type { OrderView } from "../../api/schema";
import { amountToAgreeTo } from "../../orders/changes/agreement";
import type { Report } from "../useRefused";
import { type StaffMutation, useStaffMutation } from "../useStaffMutation";
import type { StaffOrder } from "./useStaffOrder";

interface Options<Body> {
  /** The order as staff saw it; its version goes with the request. */
  readonly order: StaffOrder;
  readonly change: (params: OrderParams, body: Body) => Promise<OrderView>;
  readonly report: Report<StaffOrder>;
  readonly ask: (minor: number) => void;
}

interface OrderParams {
  readonly path: { readonly number: string };
  readonly header: { readonly "If-Match": string };
}

/** Changes an order for an amount. The first answer names the amount to agree to, which is no problem to show. */
export function useAgreedChange<Body>(
  name: string,
  { order, change, report, ask }: Options<Body>,
): StaffMutation<Body, OrderView> {
  const { number, etag } = order;
  const params = { path: { number }, header: { "If-Match": etag } };
  const sent = useStaffMutation(`${name} ${number}`, (body: Body) => change(params, body), {
    onDone: () => report(null, order),
    onError: (problem) => {
      const minor = amountToAgreeTo(problem);
      if (minor === null) report(problem, order);
      else ask(minor);
    },
  });
  return { ...sent, problem: amountToAgreeTo(sent.problem) === null ? sent.problem : null };
}
