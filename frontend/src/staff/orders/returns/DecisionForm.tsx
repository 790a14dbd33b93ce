import { useState } from "react";
import { dataOf } from "../../../api/client";
import type { ReturnView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { ProblemNotice } from "../../../queries/ProblemNotice";
import { useShop } from "../../../session/shop";
import { useShopRules } from "../../../session/useShopRules";
import { Button } from "../../../ui/form/Button";
import { Field } from "../../../ui/form/Field";
import form from "../../../ui/form/Form.module.css";
import { useFields } from "../../../ui/form/useFields";
import { Card } from "../../../ui/page/Card";
import type { Report } from "../../useRefused";
import { useStaffMutation } from "../../useStaffMutation";
import type { StaffOrder } from "../useStaffOrder";

interface Decision {
  readonly decision: "approved" | "declined";
  readonly reply: string | null;
}

/** Approves or declines a return; declining takes an answer to the shopper, and a withdrawal is not declined. */
export function DecisionForm({
  order,
  returned,
  report,
}: {
  order: StaffOrder;
  returned: ReturnView;
  report: Report<StaffOrder>;
}) {
  const t = useTexts("staff/orderDetails", "returns");
  const rules = useShopRules();
  const decide = useDecision(order, report);
  const { values, field } = useFields({ reply: "" });
  const [isMissing, setMissing] = useState(false);
  const send = (decision: Decision["decision"]) => {
    const reply = values.reply.trim() || null;
    const lacksReply = decision === "declined" && reply === null;
    setMissing(lacksReply);
    if (!lacksReply) decide.send({ decision, reply });
  };
  return (
    <Card title={t("decide")}>
      <div className={form.form}>
        <Field
          {...field("reply")}
          label={t("reply")}
          maxLength={rules?.short_text_max}
          problem={isMissing ? t("reply-missing") : undefined}
        />
        {decide.problem && <ProblemNotice problem={decide.problem} />}
        <div className={form.actions}>
          <Button busy={decide.isPending} onClick={() => send("approved")}>
            {t("approve")}
          </Button>
          {!returned.is_withdrawal && (
            <Button kind="danger" busy={decide.isPending} onClick={() => send("declined")}>
              {t("decline")}
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}

function useDecision(order: StaffOrder, report: Report<StaffOrder>) {
  const { api } = useShop();
  const { number, etag } = order;
  return useStaffMutation(
    `decide ${number}`,
    (body: Decision) => {
      const params = { path: { number }, header: { "If-Match": etag } };
      return dataOf(api.POST("/api/staff/orders/{number}/return/decision", { params, body }));
    },
    { onDone: () => report(null, order), onError: (problem) => report(problem, order) },
  );
}
