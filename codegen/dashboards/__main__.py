"""`python -m codegen.dashboards` writes observability/base/dashboards/ from the YAML files in this folder."""

from codegen.dashboards.rendering import OUTPUT, descriptions, rendered

if __name__ == "__main__":
    for name, description in descriptions().items():
        (OUTPUT / f"{name}.json").write_text(rendered(name, description))
