import { Component, type ContextType, type ReactNode } from "react";
import { loadedTexts } from "../../i18n/loadTexts";
import { LanguageContext } from "../../i18n/useLanguage";
import { ProblemNotice } from "../../queries/ProblemNotice";

/** Shows the error that stopped a page, with a button that reloads it: after a release its files may be gone. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { problem: unknown }> {
  static override contextType = LanguageContext;
  declare context: ContextType<typeof LanguageContext>;
  override state: { problem: unknown } = { problem: null };

  static getDerivedStateFromError(problem: unknown) {
    return { problem };
  }

  override render() {
    if (this.state.problem === null) return this.props.children;
    if (loadedTexts(this.context.language, "shop") === undefined) return <WithoutTexts />;
    return <ProblemNotice problem={this.state.problem} retry={() => location.reload()} />;
  }
}

/** Even the texts that say what went wrong could not be loaded. */
function WithoutTexts() {
  return (
    <p lang="en">
      We could not reach the shop.{" "}
      <button type="button" onClick={() => location.reload()}>
        Try again
      </button>
    </p>
  );
}
