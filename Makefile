# The course's commands. Each is a script in tools/, which Windows calls directly: see README.md.
PYTHON ?= python3
VENV = .venv/bin/python
JOBS ?= 2

.PHONY: setup read book editor spreadsheet portable lab notebooks test test-all bench proofs help

setup: ## make .venv and install the course into it (a second call does nothing)
	@$(PYTHON) tools/setup.py

read: setup ## build the book, serve it and print its address (PORT= names a port)
	@$(VENV) tools/read.py

book: setup ## build the book into _build/html
	@$(VENV) tools/build.py

editor: ## bundle the editor of the pages from its pinned packages (needs Node.js and npm)
	@cd tools/editor && npm ci --ignore-scripts --no-audit --no-fund && npm run --silent build

spreadsheet: setup ## write notebooks/dlmath.xlsx, ideas of the course cell by cell (needs LibreOffice)
	@$(VENV) tools/spreadsheet.py

portable: setup ## put the whole course into one folder that any static server can serve (PYODIDE_DIR= adds Python)
	@$(VENV) tools/portable.py

lab: setup ## open JupyterLab on work/, your own copy of the lessons (PORT= names a port)
	@$(VENV) tools/lab.py

notebooks: setup ## execute the lessons and write their canonical form (FILES= names some)
	@$(VENV) tools/notebooks.py $(FILES)

test: book ## prove all of it (JOBS= processes at a time)
	@$(VENV) tools/chromium.py
	@$(VENV) -m pytest -n $(JOBS) --dist loadfile

test-all: export DLMATH_ALL = 1
test-all: test ## prove all of it on every lesson, page and look, where `make test` takes a sample (hours)

proofs: setup ## write what the tests prove to book/proofs.json
	@$(VENV) -m pytest -n $(JOBS) --dist loadfile -m "not browser" --write-proofs tests dlmath

bench: book ## measure dlmath beside its peers
	@$(VENV) -m benchmarks

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20
