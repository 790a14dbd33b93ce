"""`make production-check` reports what production, or ENV=staging, lacks; it exits with 1 if files have problems."""

import sys

from ops.cluster.promotion import ENVIRONMENTS
from ops.production import files, manual_checks, settings
from ops.shell import ROOT


def main(environment: str) -> int:
    if environment not in ENVIRONMENTS:
        print(f"ENV must be {' or '.join(ENVIRONMENTS)}, not {environment}.", file=sys.stderr)
        return 1
    path = f"argocd/{environment}/shop/shop.yaml"
    found, problems = settings.read((ROOT / path).read_text())
    if found is not None:
        problems += [*settings.without_money(found, environment), *settings.too_long_together(found)]
        backend, observability = (
            (ROOT / f"argocd/{environment}/{layer}/kustomization.yaml").read_text()
            for layer in ("20-backend", "40-observability")
        )
        problems += files.unmatched_certificate(backend, found.tls_secret)
        for component, setting in files.OUTSIDE.items():
            problems += files.unmatched_component(backend, component, setting, getattr(found, setting))
        problems += files.unsealed_bucket_keys(environment, found.picture_store)
        problems += files.unmatched_way_out(backend, files.SPANS_OUTSIDE, "traces_to", found.traces_to)
        problems += files.unmatched_way_out(observability, files.LOGS_OUTSIDE, "logs_to", found.logs_to)
    problems = [f"{path}: {problem}" for problem in problems] + files.problems(environment)
    for problem in problems:
        print(f"  ✗ {problem}")
    print(f"{len(problems)} problems in files" if problems else f"The files of {environment} are complete.")
    if found is not None:
        print("\nNo file can know the rest:")
        for question, answer in manual_checks.manual_checks(found):
            print(f"  ? {question}\n      {answer}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "production"))
