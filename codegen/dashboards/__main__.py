"""`python -m codegen.dashboards` writes observability/base/dashboards/ from the descriptions beside this file."""

from codegen.dashboards.rendering import WRITTEN, descriptions, drawn

if __name__ == "__main__":
    for name, description in descriptions().items():
        (WRITTEN / f"{name}.json").write_text(drawn(name, description))
