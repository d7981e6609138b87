"""An endless loop is stopped, in a kernel, in a terminal, without a timer, and nothing is interrupted afterwards."""

import contextlib
import functools
import hashlib
import itertools
import json
import queue
import subprocess
import sys
import textwrap
import threading
import time

import nbformat
import nbval.kernel
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from dlmath.exercises import catalogue, deadline
from dlmath.exercises.deadline import Stopped, TooSlow, run_within
from dlmath.exercises.forbidden import may_not_come_back
from dlmath.exercises.judging import judge
from dlmath.exercises.running import observe
from tests.exercises.examples import square_root as SQUARE_ROOT
from tools.build import kernel_environment

LIMIT = 0.15


def never_ends():
    while True:
        pass


def never_ends_in_lines():
    n = 0
    while True:
        n += 1


def never_ends_in_a_generator():
    return all(True for _ in iter(int, 1))


def swallows_everything():
    while True:
        try:
            time.sleep(0.001)
        except:  # noqa: E722
            continue


def swallows_without_a_call():
    n = 0
    while True:
        try:
            n += 1
        except BaseException:
            continue


def swallows_twice():
    n = 0
    while True:
        try:
            try:
                n += 1
            except BaseException:
                n += 1
        except BaseException:
            n += 1


def swallows_below():
    while True:
        try:
            never_ends()
        except BaseException:
            continue


def returns_at_the_interruption():
    try:
        never_ends_in_lines()
    except BaseException:
        return 0


def waits_in_finally():
    try:
        never_ends()
    finally:
        never_ends()


def sleeps():
    time.sleep(60)


def waits_for_a_lock():
    lock = threading.Lock()
    with lock, lock:
        pass


def waits_for_a_queue():
    queue.Queue().get()


def waits_for_a_thread():
    thread = threading.Thread(target=time.sleep, args=(2,), daemon=True)
    thread.start()
    thread.join()


WAITING = [sleeps, waits_for_a_lock, waits_for_a_queue, waits_for_a_thread]

ENDLESS = [
    never_ends,
    never_ends_in_lines,
    never_ends_in_a_generator,
    swallows_everything,
    swallows_without_a_call,
    swallows_twice,
    swallows_below,
    returns_at_the_interruption,
    waits_in_finally,
]


@pytest.fixture(params=["timer", "tracing"])
def way(request, monkeypatch):
    if request.param == "tracing":
        monkeypatch.setattr(deadline, "_has_timer", lambda: False)
    return request.param


@pytest.mark.parametrize("endless", ENDLESS)
def test_what_never_ends_is_stopped(way, endless):
    start = time.monotonic()
    with pytest.raises(TooSlow):
        run_within(LIMIT, endless)
    assert time.monotonic() - start < LIMIT + 2
    assert sys.exc_info() == (None, None, None)


@pytest.mark.skipif(not hasattr(deadline.signal, "pthread_kill"), reason="no real signal ends a wait here")
@pytest.mark.parametrize("waits", WAITING)
def test_what_waits_is_stopped(waits):
    start = time.monotonic()
    with pytest.raises(TooSlow):
        run_within(LIMIT, waits)
    assert time.monotonic() - start < LIMIT + 1.5


def test_one_call_that_cannot_be_interrupted_is_told_once(monkeypatch):
    told = []
    monkeypatch.setattr(deadline, "PATIENCE", 0.05)
    with pytest.raises(TooSlow):
        run_within(0.01, lambda: hashlib.pbkdf2_hmac("sha256", b"", b"", 800_000), lambda: told.append("stuck"))
    assert told == ["stuck"]
    run_within(5, int, lambda: told.append("stuck"))
    assert told == ["stuck"]


def test_the_reader_is_told_how_to_end_what_cannot_be_interrupted(monkeypatch, capfd):
    monkeypatch.setattr(deadline, "PATIENCE", 0.05)
    seen = observe(lambda: hashlib.pbkdf2_hmac("sha256", b"", b"", 800_000), (), 0.01)
    assert seen.too_slow
    assert "restart the kernel" in capfd.readouterr().err


def test_a_handler_of_the_answers_own_is_not_killed_by_a_real_signal():
    def takes_the_default_handler():
        deadline.signal.signal(deadline.signal.SIGINT, deadline.signal.SIG_DFL)
        time.sleep(0.1)

    with pytest.raises(TooSlow):
        run_within(0.02, takes_the_default_handler)


def test_what_ends_gives_its_value_or_its_exception(way):
    assert run_within(5, lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        run_within(5, lambda: 1 / 0)


def test_a_value_that_comes_too_late_does_not_count(way):
    with pytest.raises(TooSlow):
        run_within(0.01, lambda: time.sleep(0.05))


def test_nothing_is_interrupted_afterwards(way):
    for _ in range(200):
        with contextlib.suppress(TooSlow):
            run_within(0.002, lambda: time.sleep(0.002))
        sum(range(2000))
    time.sleep(0.05)


def test_a_stop_by_hand_is_not_mistaken_for_the_limit(way):
    def stopped_by_hand():
        threading.Timer(0.05, deadline._thread.interrupt_main).start()
        never_ends()

    with pytest.raises(Stopped):
        run_within(5, stopped_by_hand)


def test_a_stop_by_hand_ends_the_check_and_not_only_the_call(way):
    def stopped_by_hand(x):
        deadline.signal.raise_signal(deadline.signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        judge(SQUARE_ROOT, stopped_by_hand)
    assert judge(SQUARE_ROOT, SQUARE_ROOT.reference).status == "correct"


def test_away_from_the_main_thread_lines_look_at_the_clock():
    outcome = []

    def in_thread():
        try:
            run_within(LIMIT, swallows_below)
        except TooSlow:
            outcome.append("stopped")

    thread = threading.Thread(target=in_thread)
    thread.start()
    thread.join(10)
    assert outcome == ["stopped"]


def test_a_trace_function_that_was_there_before_is_there_again(way):
    before = sys.gettrace(), sys.getprofile()
    with pytest.raises(TooSlow):
        run_within(LIMIT, swallows_everything)
    assert (sys.gettrace(), sys.getprofile()) == before


PROGRAM = """
from dlmath.exercises import catalogue, check, exercise, judging

@exercise(weight="warm-up", task="", hints=["a", "b"])
def same(x):
    return x

@same.cases
def cases(rng):
    return [(1.0,), (2.0,)]

catalogue.find = {"same": same}.get
judging.LIMIT = 0.3
judging.judge.__defaults__ = (0.3,)

def same(x):
    while True:
        try:
            pass
        except:
            pass
"""

EXITS = """def same(x):
    quit()
    exit()

check(same)
"""

MISTAKE = """def same(x):
    zero = 0
    return x / zero

check(same)
"""


def test_in_a_kernel_the_loop_is_stopped_and_the_kernel_lives(tmp_path, kernels):
    path = tmp_path / "loop.ipynb"
    sources = PROGRAM, "check(same)", MISTAKE, EXITS, "import time; time.sleep(0.3)", "6 * 7"
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in sources]), path)
    cells = kernels.execute(path).cells
    data = cells[1].outputs[0]["data"]
    assert data["text/plain"].startswith("✗ same: too slow")
    assert "<strong>same: too slow</strong>" in data["text/html"]
    text = cells[2].outputs[0]["data"]["text/plain"]
    assert "  your line  line 3: return x / zero\n" in text
    assert "ipykernel" not in text
    assert "SystemExit" in cells[3].outputs[0]["data"]["text/plain"]
    assert cells[5].outputs[0]["data"]["text/plain"] == "42"


RIGHT = """def same(x):
    return x

check(same)
"""

# Its thread that sends what is printed waits a little each time: nothing may hang on its being quick.
IN_COMPILED_CODE = """import itertools
import sys
import time

def sends_late(*args, send=sys.stdout.pub_thread._really_send, **kwargs):
    time.sleep(0.2)
    send(*args, **kwargs)

sys.stdout.pub_thread._really_send = sends_late

def same(x):
    return sum(itertools.count())

check(same)
"""


def test_in_a_kernel_the_reader_knows_before_a_loop_in_compiled_code_how_to_end_it_and_nothing_is_lost(tmp_path):
    kernel = nbval.kernel.KernelManager(kernel_name="python3")
    kernel.start_kernel()
    client = kernel.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        progress = f"import os; os.environ['DLMATH_PROGRESS'] = {str(tmp_path / 'progress.json')!r}"
        client.execute_interactive("\n".join((progress, PROGRAM, RIGHT)), timeout=60, output_hook=lambda message: None)
        client.execute(IN_COMPILED_CODE)
        printed = ""
        while "What you have written and your progress are kept" not in printed:
            message = client.get_iopub_msg(timeout=30)
            printed += message["content"].get("text", "")
        assert "restart the kernel (menu Kernel, Restart)" in printed
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)
    saved = json.loads((tmp_path / "progress.json").read_text(encoding="utf-8"))["exercises"]
    assert saved["same"] == {"attempts": 1, "hints": 0, "solved": True}


def counts():
    return max(itertools.count(2))


def imports_inside():
    from itertools import cycle

    return list(cycle([1]))


def calls_another():
    return counts()


def counts_to_a_trillion():
    return [sum(range(10**12))]


def asks_again_and_again():
    return sum(iter(int, 1))


@pytest.mark.parametrize("f", [counts, imports_inside, calls_another, counts_to_a_trillion, asks_again_and_again])
def test_what_no_limit_can_stop_is_seen_before_it_is_called(f):
    assert may_not_come_back(f)


def loops_in_python():
    return next(n for n in itertools.count() if n > 5)


def repeats_an_array(x):
    return np.sum(np.repeat(x, 2)) + sum(range(1000))


@pytest.mark.parametrize("f", [loops_in_python, repeats_an_array, never_ends, len, functools.partial(counts)])
def test_of_other_answers_nothing_is_said_before(f):
    assert not may_not_come_back(f)


def test_no_reference_of_the_course_is_said_perhaps_not_to_come_back():
    exercises = [e for lesson in catalogue.lessons() for e in lesson.exercises() if hasattr(e, "reference")]
    assert len(exercises) > 50 and not [e.name for e in exercises if may_not_come_back(e.reference)]


def test_in_a_terminal_the_loop_is_stopped_and_the_process_lives(tmp_path):
    script = tmp_path / "answer.py"
    script.write_text(PROGRAM + "\nprint(check(same))\nprint('still here')\n", encoding="utf-8")
    environment = kernel_environment(tmp_path) | {"PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, script]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, env=environment)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("✗ same: too slow\n  input ")
    assert ran.stdout.endswith("still here\n")
    assert json.loads((tmp_path / "progress.json").read_text())["exercises"]["same"]["attempts"] == 1


def test_importing_the_exercises_is_light():
    code = textwrap.dedent("""
        import sys, dlmath.exercises
        heavy = {"IPython", "matplotlib", "ipywidgets", "anywidget", "scipy"} & set(sys.modules)
        lessons = [name for name in sys.modules if name.startswith("dlmath.exercises.optimizers")]
        print(sorted(heavy), lessons)
    """)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == "[] []"
