import { Component, type ReactNode } from "react";
import { ProblemNotice } from "./ProblemNotice";

/** Shows what stopped a page, and loads it anew on demand: after a release its old parts may be gone. */
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
