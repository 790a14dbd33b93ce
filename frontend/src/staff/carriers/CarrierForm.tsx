import type { CarrierView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { useShopRules } from "../../session/useShopRules";
import { Field } from "../../ui/form/Field";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { FormCard } from "../FormCard";
import { checkCarrier, NEW, useCarrierChange } from "./useCarriers";

const CODE = "{code}";

/** Adds a carrier, or changes the name and the page of one. */
export function CarrierForm({ carrier, onClose }: { carrier: CarrierView | null; onClose: () => void }) {
  const t = useTexts("staff/carriers", "carriers");
  const longest = useShopRules()?.short_text_max;
  const { code, name, tracking_url } = carrier ?? { code: "", name: "", tracking_url: "" };
  const { values, field } = useFields({ code, name, tracking_url });
  const change = useCarrierChange(code || NEW, carrier?.revision ?? NEW, onClose);
  const { problems, props } = useForm(values, checkCarrier, (sent) =>
    change.send({
      code: sent.code.trim(),
      name: sent.name.trim(),
      tracking_url: sent.tracking_url.trim(),
      is_retired: carrier?.is_retired ?? false,
    }),
  );
  const title = carrier ? t("change-of", { name }) : t("new");
  return (
    <FormCard title={title} props={props} label={t(carrier ? "save" : "add")} mutation={change} onClose={onClose}>
      <Field {...field("name")} label={t("name")} maxLength={longest} problem={problems.name && t(problems.name)} />
      {carrier === null && (
        <Field
          {...field("code")}
          label={t("code")}
          hint={t("code-hint")}
          maxLength={40}
          autoComplete="off"
          problem={problems.code && t(problems.code)}
        />
      )}
      <Field
        {...field("tracking_url")}
        label={t("page")}
        hint={t("page-hint", { code: CODE })}
        maxLength={500}
        autoComplete="off"
        problem={problems.tracking_url && t(problems.tracking_url, { code: CODE })}
      />
    </FormCard>
  );
}
