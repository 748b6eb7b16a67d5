# The contract's commands. Nothing is needed but Python 3.11 or newer, make and a shell; `make demo` first.
.PHONY: demo demo-reset ocr test test-long check bench screenshots messages lock

PORT ?= 8000
python = .venv/bin/python
jobs ?= 2
# Compiled once, whatever the shell says: else each worker of the tests and each process of the portal compiles all anew.
export PYTHONDONTWRITEBYTECODE :=

demo:            ## the portal with invented data, on http://127.0.0.1:$(PORT)
	@bin/environment
	@PORT=$(PORT) exec $(python) manage.py demo

demo-reset:      ## throw the demonstration's data away and start over
	@bin/environment
	@PORT=$(PORT) exec $(python) manage.py demo --reset

ocr:             ## the letters of receipts are read too: 330 MB more, on this machine alone; `make demo` uses it
	@bin/environment ocr

test:            ## the whole suite, browser included
	@bin/environment dev
	@bin/browser
	$(python) -m pytest -n $(jobs) -m "not long"

test-long:       ## the large numbers that the issues name
	@bin/environment dev
	@bin/browser
	$(python) -m pytest -n $(jobs) -m long

check:           ## lint, types, imports, templates, migrations, translations
	@bin/environment dev
	@bin/check

bench:           ## the ratio table; exits 1 when a goal is missed
	@bin/environment dev
	$(python) manage.py bench

screenshots:     ## the README's pictures, from the running demo
	@bin/environment dev
	$(python) manage.py screenshots --port $(PORT)

messages:        ## collect the sentences of the source into the catalogue (a developer's tool)
	@bin/environment dev
	$(python) manage.py translations collect

lock:            ## write the lock files again (needs uv)
	bin/lock
