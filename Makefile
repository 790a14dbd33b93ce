# One verb per need, the same on a laptop and in CI; `make` prints them.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
# Where it is set, every start compiles everything anew and takes 2 to 4 times as long.
unexport PYTHONDONTWRITEBYTECODE

SEALING = --environment "$(or $(ENV),production)" --context "$(CONTEXT)"

LOCK := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

# Every verb is one: none makes a file of its name.
.PHONY: help $(shell sed -n 's/^\([a-z0-9-]*\):.*## .*/\1/p' $(firstword $(MAKEFILE_LIST)))

##@ The shop
run: install ## Serve the shop at http://localhost:8080 (another port: PORT=...); Ctrl-C stops it
	@$(PYTHON) -m local.web.build || true
	@exec $(PYTHON) -m local

demo: install ## Shop like a person would, in the shop that `make run` serves
	@$(PYTHON) -m local.shopping

admin: install ## Make an administrator, EMAIL=...; asks for the password
	@$(PYTHON) -m local.admin "$(EMAIL)"

rotate-keys: install ## Sign access tokens with a new key from now on; the old one stays valid until its tokens end
	@$(PYTHON) -m local.rotate_keys

clean-data: install ## Forget all orders, accounts and mails of the local shop
	@$(PYTHON) -m local.clean_data

##@ The shop on Kubernetes
cluster: install ## Make a Kind cluster with the whole shop at http://localhost:8080; goes on where it was stopped
	@$(PYTHON) -m ops.cluster up

cluster-down: install ## Remove the cluster and everything on it
	@$(PYTHON) -m ops.cluster down

deploy: install ## Have the cluster run the commit that is checked out; Argo CD goes from layer to layer
	@$(PYTHON) -m ops.cluster deploy

release: install ## Build, scan and push the images of this commit, and commit their digests for production
	@$(PYTHON) -m ops.cluster release

backup: install ## Write a backup of the cluster's database now
	@$(PYTHON) -m ops.cluster backup

restore: install ## Put the last backup in the place of the cluster's database, on a fresh volume
	@$(PYTHON) -m ops.cluster restore

tune-check: install-dev ## Say whether the tables of scales (knative/overlays/*/scaling.yaml) are sound, line by line
	@$(PYTHON) -m ops.scaling check

tune-diff: install-dev ## Say what changed in them since a commit, BASE=main, and what it means
	@$(PYTHON) -m ops.scaling diff "$(or $(BASE),main)"

secrets: install-dev ## Seal what is missing of production's secrets; ENV=kind, CERT=file, CONTEXT=kubectl's
	@$(PYTHON) -m ops.secrets $(SEALING) make --certificate "$(CERT)"

rotate-secret: install-dev ## Take the next step of replacing a secret, NAME=...; without a name it prints all
	@$(PYTHON) -m ops.secrets $(SEALING) rotate "$(NAME)" $(if $(AT_ONCE),--at-once)

sealing-key-backup: install-dev ## Save what unseals the cluster's secrets to FILE=..., outside the project
	@$(PYTHON) -m ops.secrets $(SEALING) backup-key "$(FILE)"

sealing-key-restore: install-dev ## Give the saved sealing key FILE=... to a new cluster
	@$(PYTHON) -m ops.secrets $(SEALING) restore-key "$(FILE)"

kubeseal: ## Install kubeseal, which seals, with Go into ~/.local/bin
	@GOBIN="$(HOME)/.local/bin" go install github.com/bitnami-labs/sealed-secrets/cmd/kubeseal@v0.40.0

scan: install-dev ## Look for secrets, weak manifests and known vulnerabilities; writes an SBOM per image to dist/sbom
	@$(PYTHON) -m ops.scanning $(if $(REQUIRE_DATABASE),--require-database)

##@ Watching it: the shop that runs here, else the one on the cluster (WHERE=local or cluster says which)
status: install ## Tell how the shop is doing: operations, events, orders, Argo CD
	@$(PYTHON) -m ops.inspect.status

trace: install ## Tell one order's whole story, ORDER=CS-...
	@$(PYTHON) -m ops.inspect.trace "$(ORDER)"

##@ Working on it
test: install-dev check web-test ## Run every check and test, and show what the tests do not reach
	@$(PYTHON) -m pytest -n auto --dist loadgroup --ignore tests/e2e --ignore tests/web --ignore tests/cluster --cov --cov-report=
	@$(PYTHON) -m pytest tests/e2e -m burst
	@$(PYTHON) -m pytest tests/e2e -m "not burst" --cov --cov-append --cov-report=term:skip-covered

check: install-dev ## Check style, types and architecture
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy .
	@.venv/bin/lint-imports --no-cache --no-logo

e2e: install-dev cluster web ## Make the cluster, run the end-to-end tests on it, and shop there in a real Chromium
	@$(PYTHON) -m pytest tests/cluster
	@sh tests/web/install_chromium.sh
	@CLOUDSHOP_WEB_URL=http://localhost:8080 $(PYTHON) -m pytest tests/web

bench-cluster: install-dev ## Measure what only the cluster can tell, cold starts above all; takes some two hours
	@$(PYTHON) -m benchmarks.cluster

bench: install-dev ## Measure the shop beside its floors; writes benchmarks/results/
	@$(PYTHON) -m benchmarks

generate: install-dev ## Write every generated file; RAISE=operation raises its cold-start budget
	@$(PYTHON) -m codegen $(if $(RAISE),--raise $(RAISE))

new-operation: install-dev ## Start an operation: CONTEXT=orders NAME=add-order-note TRIGGER="POST /api/..." or internal
	@$(PYTHON) -m codegen.scaffolding operation "$(CONTEXT)" "$(NAME)" "$(TRIGGER)" $(if $(ACCESS),--access "$(ACCESS)")

new-consumer: install-dev ## Start an operation that takes an event: CONTEXT=orders NAME=... EVENT=shop.stock.reserved.v1
	@$(PYTHON) -m codegen.scaffolding consumer "$(CONTEXT)" "$(NAME)" "$(EVENT)"

web: install ## Build the web shop into frontend/dist, where its sources are newer
	@$(PYTHON) -m local.web.build

web-test: install-dev web ## Check the web shop's style and types, test its logic, and shop in a real Chromium
	@$(PYTHON) -m local.web.npm run --silent check
	@$(PYTHON) -m local.web.npm test --silent
	@sh tests/web/install_chromium.sh
	@$(PYTHON) -m pytest tests/web

screenshots: install-dev web ## Take a picture of every page of the web shop, into docs/screenshots
	@sh tests/web/install_chromium.sh
	@$(PYTHON) -m tests.web.screenshots

lock: install-dev ## Resolve pyproject.toml anew into requirements/*.txt, with hashes
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	@$(LOCK) pyproject.toml --output-file requirements/functions.txt
	@$(LOCK) --group jobs --constraint requirements/functions.txt --output-file requirements/jobs.txt
	@$(LOCK) --group node --output-file requirements/node.txt
	@$(LOCK) pyproject.toml --group local --output-file requirements/local.txt
	@$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt

##@ Installing
install: ## Install what running needs, into .venv
	@sh local/install.sh local

install-dev: ## Install what developing needs, into .venv
	@sh local/install.sh dev

help:
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z0-9-]+:.*## / { printf "  make %-19s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
