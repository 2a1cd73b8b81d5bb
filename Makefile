# Everything is done by launcher/, which needs only some Python of 3.9 or newer; a shim that fails is passed by.
PYTHON := $(shell for python in python3 python /usr/bin/python3 /usr/local/bin/python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 9))' >/dev/null 2>&1 && echo $$python && break; done)
LAUNCH = $(if $(PYTHON),@$(PYTHON) -m launcher,@echo "Python 3.9 or newer is missing: apt install python3" >&2; exit 1;)

.DEFAULT_GOAL := help
.PHONY: help demo run test train evaluate questions learn bench content lint format clean

help: ## show this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: ## try it on this machine: assistant, bot and a page that looks like a phone
	$(LAUNCH) demo

run: ## the same on real Telegram (TELEGRAM_TOKEN and READER_KEY set, see .env.example)
	$(LAUNCH) run

test: ## prove everything: tests, linters, types, import contracts, content
	$(LAUNCH) test

train: ## train the assistant if its inputs changed
	$(LAUNCH) train

evaluate: ## measure the assistant: EXAM=file.tsv, and JSON=out.json if wanted
	$(LAUNCH) evaluate --exam '$(EXAM)' --json '$(JSON)'

questions: ## show what people asked and was not understood, and how to teach the assistant with it
	$(LAUNCH) questions

learn: ## train; the new model answers only if it understands no language worse
	$(LAUNCH) learn

bench: ## measure broadcasts, answers and the assistant on this machine; FULL=1 for all (30 minutes)
	$(LAUNCH) bench

content: ## check the content and show how complete it is; HTML=page.html writes it as a page
	$(LAUNCH) content --html '$(HTML)'

lint: ## linters, types and import contracts alone
	$(LAUNCH) lint

format: ## put the code into the house style
	$(LAUNCH) format

clean: ## remove what can be made again; keeps .env and var/rahnuma.db
	rm -rf .venv nlu/.venv .tools var/models var/log var/test var/demo.db* .rasa .hypothesis .*_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
