import { useState } from "react";
import { Dialog } from "../../src/ui/feedback/Dialog";
import { EmptyState } from "../../src/ui/feedback/EmptyState";
import { Notice } from "../../src/ui/feedback/Notice";
import { SecretNotice } from "../../src/ui/feedback/SecretNotice";
import { ColumnSkeletons, Skeleton } from "../../src/ui/feedback/Skeleton";
import { Button } from "../../src/ui/form/Button";
import { Card } from "../../src/ui/page/Card";
import styles from "./Components.module.css";

const TONES = ["info", "good", "warning", "danger"] as const;
const SHAPES = ["line", "title", "picture", "block"] as const;

export function Feedback() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card title="Feedback">
      {TONES.map((tone) => (
        <Notice key={tone} tone={tone}>
          A notice of the tone {tone}
        </Notice>
      ))}
      <SecretNotice
        title="A new key"
        advice="It is shown once."
        secret="0123456789"
        kept="I kept it"
        onClose={() => {}}
      />
      <EmptyState title="There is nothing here yet">
        <Button>Do something else</Button>
      </EmptyState>
      <div className={styles.row}>
        {SHAPES.map((shape) => (
          <Skeleton key={shape} shape={shape} />
        ))}
      </div>
      <ColumnSkeletons className={styles.row} />
      <Button onClick={() => setOpen(true)}>Open the dialog</Button>
      {isOpen && (
        <Dialog title="A dialog" onClose={() => setOpen(false)}>
          {(close) => <Button onClick={close}>Close</Button>}
        </Dialog>
      )}
    </Card>
  );
}
