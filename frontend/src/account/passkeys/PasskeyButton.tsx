import { useTexts } from "../../i18n/useTexts";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { Button } from "../../ui/form/Button";
import { hasPasskeys } from "./credentials";
import type { usePasskeyFactor, usePasskeyLogIn } from "./usePasskeys";

interface Props {
  readonly label: string;
  readonly use: ReturnType<typeof usePasskeyLogIn | typeof usePasskeyFactor>;
}

/** Asks for a passkey, in browsers that know them. */
export function PasskeyButton({ label, use }: Props) {
  const t = useTexts("logIn", "passkeys");
  if (!hasPasskeys()) return null;
  return (
    <div>
      <Button kind="secondary" busy={use.isPending} onClick={() => use.mutate()}>
        {label}
      </Button>
      <p role="status">{use.data === "dismissed" && t("dismissed")}</p>
      {use.isError && <ProblemNotice problem={use.error} />}
    </div>
  );
}
