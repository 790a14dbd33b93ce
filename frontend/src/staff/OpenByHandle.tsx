import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { productStaffTexts } from "./productTexts";
import styles from "./Rows.module.css";

/** Leads to drafts and to what was taken off the shop, which no list shows. */
export function OpenByHandle() {
  const t = useTexts(productStaffTexts);
  const navigate = useNavigate();
  const [handle, setHandle] = useState("");
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (handle.trim() !== "") navigate(`/staff/products/${encodeURIComponent(handle.trim())}`);
  };
  return (
    <form className={styles.beside} onSubmit={open}>
      <Field
        label={t("handle")}
        maxLength={200}
        autoComplete="off"
        value={handle}
        onChange={(event) => setHandle(event.target.value)}
      />
      <Button type="submit" kind="secondary">
        {t("open")}
      </Button>
    </form>
  );
}
