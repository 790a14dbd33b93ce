import { Component, type ReactNode } from "react";
import { ProblemNotice } from "../../queries/ProblemNotice";

/** Shows the error that stopped a page, with a button that reloads it: after a release its files may be gone. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { problem: unknown }> {
  override state: { problem: unknown } = { problem: null };

  static getDerivedStateFromError(problem: unknown) {
    return { problem };
  }

  override render() {
    if (this.state.problem === null) return this.props.children;
    return <ProblemNotice problem={this.state.problem} retry={() => location.reload()} />;
  }
}
