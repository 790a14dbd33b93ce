import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import { Field } from "../../ui/form/Field";
import styles from "../Rows.module.css";
import { staffProductTexts } from "./texts";

/** Opens a product by its handle, since the API lists neither drafts nor archived products. */
export function OpenByHandle() {
  const t = useTexts(staffProductTexts);
  const navigate = useNavigate();
  const [handle, setHandle] = useState("");
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (handle.trim() !== "") navigate(`/staff/products/${encodeURIComponent(handle.trim())}`);
  };
  return (
    <form className={styles.beside} onSubmit={open}>
      <Field label={t("handle")} maxLength={200} autoComplete="off" value={handle} onType={setHandle} />
      <Button type="submit" kind="secondary">
        {t("open")}
      </Button>
    </form>
  );
}
