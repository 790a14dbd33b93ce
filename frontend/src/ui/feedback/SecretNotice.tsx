import { Button } from "../form/Button";
import { Notice } from "./Notice";

interface Props {
  title: string;
  advice: string;
  secret: string;
  /** The label of the button that removes the notice for good. */
  kept: string;
  onClose: () => void;
}

/** Shows a secret, once. */
export function SecretNotice({ title, advice, secret, kept, onClose }: Props) {
  return (
    <Notice tone="good">
      <strong>{title}</strong>
      <p>{advice}</p>
      <p>
        <code>{secret}</code>
      </p>
      <Button onClick={onClose}>{kept}</Button>
    </Notice>
  );
}
