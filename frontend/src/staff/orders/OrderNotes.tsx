import { dataOf } from "../../api/client";
import type { NoteView, OrderView } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { useMay } from "../../session/useMay";
import { Field } from "../../ui/form/Field";
import form from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Card } from "../../ui/page/Card";
import { IdempotentSubmit } from "../IdempotentSubmit";
import styles from "../Rows.module.css";
import { useIdempotentMutation } from "../useIdempotentMutation";

const TEXT_MAX = 1000;

/** The notes that staff have written on an order, newest first, and a form for another one. */
export default function OrderNotes({ order: { number, notes } }: { order: OrderView }) {
  const t = useTexts("staff/orderDetails", "notes");
  const may = useMay();
  const writing = useNote(number);
  return (
    <Card title={t("notes")}>
      {/* The key empties the field after each note. */}
      {may("orders.add-note") && <NoteForm key={writing.result?.id ?? ""} writing={writing} />}
      {!!notes?.length && (
        <ul className={styles.rows}>
          {notes.map((note) => (
            <Note key={note.id} note={note} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Note({ note: { text, author, at } }: { note: NoteView }) {
  const t = useTexts("staff/orderDetails", "notes");
  return (
    <li className={styles.row}>
      <p className={styles.note}>{text}</p>
      <span className={styles.soft}>
        <Moment at={at} /> · {t("by", { author })}
      </span>
    </li>
  );
}

function NoteForm({ writing }: { writing: Writing }) {
  const t = useTexts("staff/orderDetails", "notes");
  const { values, field } = useFields({ text: "" });
  const check = ({ text }: typeof values) => ({ text: text.trim() === "" });
  const { problems, props } = useForm(values, check, ({ text }) => writing.send({ text: text.trim() }));
  return (
    <form {...props} className={form.form} aria-label={t("write")}>
      <fieldset disabled={writing.unanswered !== null}>
        <Field
          {...field("text")}
          label={t("text")}
          hint={t("text-hint")}
          maxLength={TEXT_MAX}
          autoComplete="off"
          problem={problems.text ? t("required") : undefined}
        />
      </fieldset>
      <IdempotentSubmit mutation={writing} label={t("write")} />
    </form>
  );
}

function useNote(number: string) {
  const { api } = useShop();
  return useIdempotentMutation(`note ${number}`, ({ key, body }: { key: string; body: { text: string } }) => {
    const params = { path: { number }, header: { "Idempotency-Key": key } };
    return dataOf(api.POST("/api/staff/orders/{number}/notes", { params, body }));
  });
}

type Writing = ReturnType<typeof useNote>;
